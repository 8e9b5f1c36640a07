package dev.hourglass.model;

import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.internal.file.TensorEntry;
import dev.hourglass.internal.file.TensorFileException;
import dev.hourglass.internal.file.TensorFileReader;
import dev.hourglass.internal.file.TensorFileWriter;
import dev.hourglass.internal.file.TensorSlice;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The model file: safetensors' layout (a little-endian 64-bit header length, a JSON header, then the tensors), with the
/// spec, checksums and provenance in the header's `__metadata__`.
///
/// `format` is `hourglass` and the version of the format. Since version 2 the header has a checksum: `header_crc32c`, the
/// CRC-32C of its bytes in which the eight digits of this very value are zeros. Every version writes `crc32c.NAME` for
/// every tensor. `spec` is the model as JSON, which is YAML too.
final class ModelFile {
    /// The oldest version that is read, and the first that has a checksum of the header.
    private static final int MINIMUM = 1;
    private static final int CHECKED_HEADER = 2;
    /// The newest version that is read, which is the one that is written.
    private static final int MAXIMUM = 2;

    private static final String FORMAT = "format";
    private static final String KIND = "hourglass";
    private static final Pattern VERSION = Pattern.compile(KIND + " ([1-9]\\d{0,8})");
    private static final String SPEC = "spec";

    private ModelFile() {}

    static void write(TrainedAutoencoder model, Path file) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(SPEC, Json.write(Notation.writeModel(model.spec())));
        model.metadata().forEach(metadata::putIfAbsent);
        var tensors = model.weights().stream()
                .map(tensor -> new TensorSlice(tensor.name(), tensor.shape(), tensor.array(), 0))
                .toList();
        try {
            TensorFileWriter.write(file, KIND + " " + MAXIMUM, metadata, tensors);
        } catch (TensorFileException e) {
            throw toException(e);
        }
    }

    static TrainedAutoencoder read(Path file) {
        try (var reader = TensorFileReader.open(file)) {
            version(reader);
            var parameters = reader.readAll();
            var spec = spec(reader);
            requireTensors(reader, spec);
            var provenance = new LinkedHashMap<>(reader.metadata());
            provenance.keySet().removeAll(List.of(FORMAT, SPEC));
            return model(reader, spec, parameters, provenance);
        } catch (TensorFileException e) {
            throw toException(e);
        }
    }

    private static TrainedAutoencoder model(
            TensorFileReader reader, Autoencoder spec, float[] parameters, Map<String, String> provenance) {
        try {
            return TrainedAutoencoder.of(spec, new OwnedFloats(parameters), provenance);
        } catch (SpecException e) {
            throw reader.refuse("the metadata cannot be used: " + e.getMessage());
        }
    }

    static ModelFileSummary summary(Path file) {
        try (var reader = TensorFileReader.open(file)) {
            int version = version(reader);
            reader.readAll();
            requireTensors(reader, spec(reader));
            return new ModelFileSummary(version, reader.headerChecksum(),
                    reader.tensors().stream().map(ModelFile::summary).toList());
        } catch (TensorFileException e) {
            throw toException(e);
        }
    }

    private static ModelFileSummary.Entry summary(TensorEntry tensor) {
        return new ModelFileSummary.Entry(tensor.name(), tensor.shape(), tensor.bytes(),
                tensor.checksum().orElseThrow());
    }

    private static ModelFileException toException(TensorFileException e) {
        return new ModelFileException(e.path(), e.offset(), e.reason(), e);
    }

    private static int version(TensorFileReader reader) {
        var format = reader.metadata().getOrDefault(FORMAT, "none");
        var version = VERSION.matcher(format);
        if (!version.matches()) {
            throw reader.refuse(String.format(Locale.ROOT, "expected a model of format '%s %d' to '%s %d', found '%s'",
                    KIND, MINIMUM, KIND, MAXIMUM, format));
        }
        int number = Integer.parseInt(version.group(1));
        if (number > MAXIMUM) {
            throw reader.refuse(
                    String.format(Locale.ROOT,
                            "expected format version %d to %d, found %d; read it with the newer Hourglass that wrote it",
                            MINIMUM, MAXIMUM, number));
        }
        if (number >= CHECKED_HEADER && reader.headerChecksum().isEmpty()) {
            throw reader
                    .refuse(String.format(Locale.ROOT, "format version %d has a header_crc32c, found none", number));
        }
        return number;
    }

    private static Autoencoder spec(TensorFileReader reader) {
        var text = reader.metadata().get(SPEC);
        if (text == null) {
            throw reader.refuse("expected a spec, found none");
        }
        try {
            return Notation.readModel(map(reader, Json.parse(text)));
        } catch (JsonException | SpecException e) {
            throw reader.refuse("the spec is not that of a model: " + e.getMessage());
        }
    }

    /// Refuses a file whose tensors are not those that the spec implies, in this order, each with a checksum.
    private static void requireTensors(TensorFileReader reader, Autoencoder spec) {
        var found = reader.tensors();
        var expected = expected(reader, spec);
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            if (i == expected.size()) {
                throw reader.refuse(
                        String.format(Locale.ROOT, "tensor %s: the spec has no such tensor", found.get(i).name()));
            }
            if (i == found.size() || !found.get(i).name().equals(expected.get(i).name())
                    || !found.get(i).shape().equals(expected.get(i).shape())) {
                throw reader.refuse(String.format(Locale.ROOT, "expected tensor %s %s, found %s",
                        expected.get(i).name(), expected.get(i).shape(),
                        i == found.size() ? "nothing" : found.get(i).name() + " " + found.get(i).shape()));
            }
            if (found.get(i).checksum().isEmpty()) {
                throw reader.refuse(String.format(Locale.ROOT, "tensor %s: expected a checksum crc32c.%s, found none",
                        found.get(i).name(), found.get(i).name()));
            }
        }
    }

    private static List<ParameterTensor> expected(TensorFileReader reader, Autoencoder spec) {
        try {
            ParameterCount.require(spec, reader.count());
            return WeightLayout.tensors(spec);
        } catch (SpecException unusable) {
            throw reader.refuse("the spec cannot be used: " + unusable.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // the JSON reader makes maps with text keys only
    private static Map<String, Object> map(TensorFileReader reader, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw reader.refuse("the spec is not that of a model: expected an object, found " + tree);
    }
}
