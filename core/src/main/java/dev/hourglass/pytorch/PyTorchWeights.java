package dev.hourglass.pytorch;

import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.internal.file.TensorEntry;
import dev.hourglass.internal.file.TensorFileException;
import dev.hourglass.internal.file.TensorFileReader;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads weights as PyTorch keeps them, from a safetensors file.
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
                        "this is a file of Hourglass, whose weights lie in its own way; use it as it is, without import");
            }
            var entries = new LinkedHashMap<String, TensorEntry>();
            reader.tensors().forEach(entry -> entries.put(entry.name(), entry));
            var expected = translations.stream().flatMap(one -> ExpectedTensor.of(one, names).stream()).toList();
            Differences.between(expected, entries).ifPresent(differences -> {
                throw new ModelFileException(file, -1, differences);
            });
            var parameters = new float[parameters(translations)];
            for (var translation : translations) {
                translation.put(values(reader, entries, ExpectedTensor.of(translation, names)), parameters);
            }
            return TrainedAutoencoder.of(spec, new OwnedFloats(parameters), provenance(file, reader));
        } catch (TensorFileException trouble) {
            throw new ModelFileException(trouble.path(), trouble.offset(), trouble.reason(), trouble);
        }
    }

    /// Where a network in PyTorch is likely to differ from a spec although its weights fit: convolutions that need more zeros
    /// after a picture than before it. A sentence for each, which says what to write in PyTorch; empty where there is none.
    public static List<String> cautions(Autoencoder spec) {
        return UnevenPadding.in(spec);
    }

    private static int parameters(List<Translation> translations) {
        return translations.stream().mapToInt(translation -> translation.tensor().end()).max().orElse(0);
    }

    /// One of our tensors' values, as they lie there.
    private static float[] values(
            TensorFileReader reader, Map<String, TensorEntry> entries, List<ExpectedTensor> parts) {
        var values = new float[parts.stream().mapToInt(ExpectedTensor::size).sum()];
        int at = 0;
        for (var part : parts) {
            var entry = entries.get(part.name());
            if (entry == null) {
                throw new IllegalStateException("tensors were compared before");
            }
            reader.read(entry, values, at);
            at += part.size();
        }
        return values;
    }

    private static Map<String, String> provenance(Path file, TensorFileReader reader) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("imported", String.valueOf(file.getFileName()));
        metadata.put("imported.sha256", reader.sha256());
        return metadata;
    }
}
