package dev.hourglass.interop.pytorch;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the tensors of a spec are called in another program's file.
public final class TensorNames {
    private static final String LATENT = "latent.";
    /// Means and log-variances.
    private static final int LATENT_PARTS = 2;

    private final Map<String, List<String>> theirs;
    /// Names of batch normalisations by that of the layer before each.
    private final Map<String, String> batchNorms;

    private TensorNames(Map<String, List<String>> theirs, Map<String, String> batchNorms) {
        this.theirs = theirs;
        this.batchNorms = batchNorms;
    }

    /// The names that the tensors have here: `encoder.0.weight`, `encoder.0.bias`, and so on.
    public static TensorNames same() {
        return new TensorNames(Map.of(), Map.of());
    }

    /// Other names for some of a spec's tensors; the rest are called as here.
    ///
    /// @param theirs by the names that the tensors have here, the one name there; for `latent.weight` and `latent.bias`
    ///     one, or two: that of the means and that of the log-variances
    ///     A layer's name with `.batch_norm` behind it, such as `encoder.0.batch_norm`, has the name of the module that
    ///     normalises its outputs by the averages of training, before its activation
    /// @throws SpecException if the spec has no tensor of a name, if a tensor has too many names or none, or if two tensors
    ///     have the same one
    public static TensorNames of(Autoencoder spec, Map<String, List<String>> theirs) {
        var all = Graph.of(spec, 1).tensors();
        var ours = all.stream().map(ParameterTensor::name).toList();
        var copy = new LinkedHashMap<String, List<String>>();
        var batchNorms = new LinkedHashMap<String, String>();
        theirs.forEach((name, names) -> {
            if (name.endsWith(BatchNormalisation.KEY)) {
                var layer = name.substring(0, name.length() - BatchNormalisation.KEY.length());
                requireWeights(name, layer, all);
                requireCount(name, names.size());
                batchNorms.put(layer, names.getFirst());
                return;
            }
            if (!ours.contains(name)) {
                var suggestion = Suggestion.of(name, ours).map(close -> "; did you mean '" + close + "'?").orElse("");
                throw new SpecException(String.format(Locale.ROOT, "the spec has no tensor '%s'%s (it has: %s)", name,
                        suggestion, String.join(", ", ours)));
            }
            requireCount(name, names.size());
            copy.put(name, List.copyOf(names));
        });
        var names = new TensorNames(copy, batchNorms);
        names.requireDistinct(ours);
        return names;
    }

    /// A layer that multiplies and adds, with weights of its own.
    private static void requireWeights(String name, String layer, List<ParameterTensor> all) {
        boolean hasWeights = all.stream()
                .anyMatch(tensor -> tensor.name().equals(layer + ".weight") && tensor.shape().size() > 1);
        if (!hasWeights || layer.equals(LATENT.substring(0, LATENT.length() - 1))) {
            throw new SpecException(String.format(Locale.ROOT,
                    "%s: expected a dense layer or a convolution of the spec before batch normalisation, found '%s'; name the layer that it follows",
                    name, layer));
        }
    }

    private static void requireCount(String name, int count) {
        int most = name.startsWith(LATENT) ? LATENT_PARTS : 1;
        if (count < 1 || count > most) {
            throw new SpecException(String.format(Locale.ROOT, "%s: expected %s, found %d", name,
                    most == 1 ? "one name" : "one name, or two: that of the means and that of the log-variances",
                    count));
        }
    }

    private void requireDistinct(List<String> ours) {
        var meanings = new LinkedHashMap<String, String>();
        for (var name : ours) {
            for (var their : of(name)) {
                var other = meanings.putIfAbsent(their, name);
                if (other != null) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "%s: '%s' is already the name of %s; each tensor needs its own", name, their,
                            other.equals(name) ? "another part" : other));
                }
            }
        }
    }

    /// Names of batch normalisations by that of the layer before each, such as `encoder.0`.
    Map<String, String> batchNorms() {
        return batchNorms;
    }

    /// What one of our tensors is called there, part by part.
    List<String> of(String name) {
        return theirs.getOrDefault(name, List.of(name));
    }
}
