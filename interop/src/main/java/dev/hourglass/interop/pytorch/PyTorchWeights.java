package dev.hourglass.interop.pytorch;

import dev.hourglass.internal.file.ElementType;
import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.internal.file.TensorEntry;
import dev.hourglass.internal.file.TensorFileException;
import dev.hourglass.internal.file.TensorFileReader;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads weights as PyTorch keeps them, from a safetensors file or from arrays.
///
/// | layer | PyTorch | here |
/// | --- | --- | --- |
/// | dense | `[out][in]` | `[in][out]` |
/// | convolution | `[out][in][row][column]` | `[row][column][in][out]` |
/// | transposed convolution | `[in][out][row][column]` | `[row][column][in][out]` |
/// | bias | `[out]` | `[out]` |
///
/// PyTorch flattens a picture channel by channel, Hourglass pixel by pixel: the inputs of a dense layer after a flatten, and the
/// outputs of one before a reshape, are put into our order, so that both networks compute the same of the same pictures.
/// A code that is a flattened picture, or becomes one, has its features in our order.
public final class PyTorchWeights {
    private static final String FORMAT = "format";
    private static final String OWN_FORMAT = "hourglass";
    private static final String BIAS = ".bias";

    private PyTorchWeights() {}

    /// A model of a spec, with the weights of a file.
    ///
    /// The file has exactly the tensors that the spec implies, of 64-, 32- or 16-bit floats or bfloat16, in PyTorch's shapes. It
    /// is read as if somebody had made it to do harm, as model files are. The model's metadata tell the name of the file
    /// (`imported`) and its SHA-256 (`imported.sha256`).
    ///
    /// @param names what the spec's tensors are called in the file
    /// @throws SpecException if a picture becomes a list and that list another picture, with no dense layer between whose
    ///     weights could be put into the other order
    /// @throws ModelFileException if the file is missing, damaged or no safetensors file; if tensors are missing, unexpected
    ///     or of another shape, naming all of them; or if a value is not finite as a 32-bit float
    public static TrainedAutoencoder read(Autoencoder spec, Path file, TensorNames names) {
        var translations = Translator.of(spec);
        try (var reader = TensorFileReader.openWeights(file)) {
            if (reader.metadata().getOrDefault(FORMAT, "").startsWith(OWN_FORMAT)) {
                throw reader.refuse(
                        "this is a Hourglass file, which has another layout of weights; use it directly, without import");
            }
            var entries = new LinkedHashMap<String, TensorEntry>();
            reader.tensors().forEach(entry -> entries.put(entry.name(), entry));
            var norms = batchNorms(translations, names);
            norms.forEach(norm -> entries.remove(norm.counter()));
            var without = withoutBias(norms, names, entries);
            Differences.between(expected(translations, norms, names, without), entries).ifPresent(differences -> {
                throw new ModelFileException(file, -1, differences);
            });
            var parameters = parameters(
                    translations, norms, names, without,
                    (name, into, at) -> reader.read(found(entries, name), into, at));
            return TrainedAutoencoder.of(spec, new OwnedFloats(parameters), provenance(file, reader));
        } catch (TensorFileException e) {
            throw new ModelFileException(e.path(), e.offset(), e.reason(), e);
        }
    }

    /// A model of a spec, with weights that were read from elsewhere: exactly the tensors that the spec implies, in PyTorch's
    /// shapes.
    ///
    /// @param source the file that they come from, for messages
    /// @param tensors under their names there
    /// @param names what the spec's tensors are called there
    /// @throws ModelFileException if tensors are missing, unexpected, twice or of another shape, naming all of them, or if a
    ///     value is not finite
    /// @throws SpecException where [#read] throws one
    public static TrainedAutoencoder of(
            Autoencoder spec, Path source, List<Weights> tensors, TensorNames names) {
        var translations = Translator.of(spec);
        var theirs = new LinkedHashMap<String, Weights>();
        for (var tensor : tensors) {
            if (theirs.put(tensor.name(), tensor) != null) {
                throw new ModelFileException(source, -1,
                        String.format(Locale.ROOT, "tensor %s: expected once, found twice", tensor.name()));
            }
        }
        var entries = new LinkedHashMap<String, TensorEntry>();
        theirs.forEach((name, tensor) -> entries.put(name, new TensorEntry(
                name, ElementType.F32, tensor.shape(), 0, (long) Float.BYTES * tensor.values().length,
                Optional.empty())));
        var norms = batchNorms(translations, names);
        norms.forEach(norm -> entries.remove(norm.counter()));
        var without = withoutBias(norms, names, entries);
        Differences.between(expected(translations, norms, names, without), entries).ifPresent(differences -> {
            throw new ModelFileException(source, -1, differences);
        });
        return TrainedAutoencoder.of(
                spec,
                parameters(translations, norms, names, without,
                        (name, into, at) -> copy(source, found(theirs, name), into, at)),
                Map.of());
    }

    private static void copy(Path source, Weights tensor, float[] into, int at) {
        for (int i = 0; i < tensor.values().length; i++) {
            float value = tensor.values()[i];
            if (!Float.isFinite(value)) {
                throw new ModelFileException(source, -1,
                        String.format(Locale.ROOT, "tensor %s: value %d: expected a finite number, found %s",
                                tensor.name(), i, value));
            }
            into[at + i] = value;
        }
    }

    /// Where a network in PyTorch is likely to differ from a spec although its weights fit: convolutions that need more zeros
    /// after a picture than before it. A sentence for each, which says what to write in PyTorch; empty where there is none.
    public static List<String> cautions(Autoencoder spec) {
        return UnevenPadding.in(spec);
    }

    /// Where the values of tensors come from.
    private interface Source {
        /// Writes a tensor's values to `into[at]` and on.
        void read(String name, float[] into, int at);
    }

    private static List<BatchNormalisation> batchNorms(List<Translation> translations, TensorNames names) {
        return names.batchNorms().entrySet().stream()
                .map(entry -> new BatchNormalisation(entry.getKey(), entry.getValue(),
                        find(translations, entry.getKey() + BIAS).shape().getFirst()))
                .toList();
    }

    /// Biases that a file leaves out because a normalisation behind the layer has one: they are 0.
    private static Set<String> withoutBias(
            List<BatchNormalisation> norms, TensorNames names, Map<String, TensorEntry> entries) {
        return norms.stream()
                .map(norm -> norm.layer() + BIAS)
                .filter(bias -> names.of(bias).stream().noneMatch(entries::containsKey))
                .collect(Collectors.toSet());
    }

    private static Translation find(List<Translation> translations, String name) {
        return translations.stream().filter(one -> one.tensor().name().equals(name)).findFirst().orElseThrow();
    }

    private static List<ExpectedTensor> expected(
            List<Translation> translations, List<BatchNormalisation> norms, TensorNames names, Set<String> without) {
        return Stream.concat(
                translations.stream()
                        .filter(one -> !without.contains(one.tensor().name()))
                        .flatMap(one -> ExpectedTensor.of(one, names).stream()),
                norms.stream().flatMap(norm -> norm.tensors().stream()))
                .toList();
    }

    private static float[] parameters(
            List<Translation> translations, List<BatchNormalisation> norms, TensorNames names, Set<String> without,
            Source source) {
        int count = translations.stream().mapToInt(translation -> translation.tensor().end()).max().orElse(0);
        var parameters = new float[count];
        for (var translation : translations) {
            if (!without.contains(translation.tensor().name())) {
                translation.put(values(source, ExpectedTensor.of(translation, names)), parameters);
            }
        }
        for (var norm : norms) {
            var values = norm.tensors().stream().map(tensor -> values(source, List.of(tensor))).toList();
            norm.fold(values, find(translations, norm.layer() + ".weight"),
                    (Translation.Bias) find(translations, norm.layer() + BIAS), parameters);
        }
        return parameters;
    }

    /// One of our tensors' values, as they lie there.
    private static float[] values(Source source, List<ExpectedTensor> parts) {
        var values = new float[parts.stream().mapToInt(ExpectedTensor::size).sum()];
        int at = 0;
        for (var part : parts) {
            source.read(part.name(), values, at);
            at += part.size();
        }
        return values;
    }

    private static <T> T found(Map<String, T> tensors, String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("tensors were compared before");
        }
        return tensor;
    }

    private static Map<String, String> provenance(Path file, TensorFileReader reader) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("imported", String.valueOf(file.getFileName()));
        metadata.put("imported.sha256", reader.sha256());
        return metadata;
    }
}
