package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The input tensors of a request by name.
final class InputTensors {
    /// Of a pixel.
    private static final float LEVELS = 255;

    private final Map<String, Tensor> tensors = new HashMap<>();

    /// @throws DataException if a name occurs twice, or is not one of those that the model has
    InputTensors(List<Tensor> tensors, Collection<String> known) {
        var names = new HashSet<>(known);
        for (var tensor : tensors) {
            if (!names.contains(tensor.name())) {
                throw new DataException(unknown("input", tensor.name(), known));
            }
            if (this.tensors.put(tensor.name(), tensor) != null) {
                throw new DataException("inputs: expected names that differ, found '" + tensor.name() + "' twice");
            }
        }
    }

    /// That a name is none of those which a model has.
    static String unknown(String kind, String name, Collection<String> known) {
        return Suggestion.of(name, known)
                .map(meant -> "%s '%s' is unknown; did you mean '%s'?".formatted(kind, FoundNames.printable(name),
                        meant))
                .orElseGet(() -> "%s '%s' is unknown; expected %s".formatted(
                        kind, FoundNames.printable(name), FoundNames.text(List.copyOf(known))));
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /// @throws DataException if there is none
    Tensor get(String name) {
        return Optional.ofNullable(tensors.get(name)).orElseThrow(() -> new DataException(
                "input '%s' is missing, found %s".formatted(name,
                        FoundNames.text(tensors.keySet().stream().sorted().toList()))));
    }

    /// Rows of numbers: of the type `FP32`, `FP64`, or `UINT8`, which is a pixel.
    ///
    /// @param row dimensions of a row; the tensor has one more in front, or is `[rows, features]`
    /// @return `[row][feature]`
    /// @throws DataException if the tensor is of another type or shape
    static float[] features(Tensor tensor, List<Integer> row) {
        requireRows(tensor, row);
        return switch (tensor.datatype()) {
            case FP32 -> ((Elements.Floats) tensor.elements()).values();
            case FP64 -> floats(((Elements.Doubles) tensor.elements()).values(), 1);
            case UINT8 -> floats(((Elements.Doubles) tensor.elements()).values(), LEVELS);
            case BOOL, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, BYTES -> throw new DataException(
                    "input '%s': expected FP32, FP64, or UINT8 for pixels, found %s".formatted(
                            tensor.name(), tensor.datatype()));
        };
    }

    private static float[] floats(double[] values, float divisor) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i] / divisor;
        return floats;
    }

    private static void requireRows(Tensor tensor, List<Integer> row) {
        var shape = tensor.shape();
        int features = row.stream().reduce(1, Math::multiplyExact);
        boolean isWhole = shape.size() == row.size() + 1 && shape.subList(1, shape.size()).equals(row);
        boolean isFlat = shape.size() == 2 && shape.get(1) == features;
        if (!isWhole && !isFlat) {
            throw new DataException(
                    String.format(Locale.ROOT, "input '%s': expected the shape %s%s, found %s", tensor.name(),
                            rowsOf(row), row.size() > 1 ? " or [rows, " + features + "]" : "", shape));
        }
    }

    private static String rowsOf(List<Integer> row) {
        var text = new StringBuilder("[rows");
        for (int dimension : row) text.append(", ").append(dimension);
        return text.append(']').toString();
    }

    /// Texts, one a row.
    ///
    /// @throws DataException if the tensor is of another type or shape, or lacks one
    static List<String> texts(Tensor tensor) {
        requireOneEach(tensor);
        if (tensor.elements() instanceof Elements.Texts(var values) && tensor.datatype() == Datatype.BYTES) {
            for (int row = 0; row < values.length; row++) {
                if (values[row] == null) {
                    throw new DataException(
                            "input '%s': expected a text in every row, found none in row %d".formatted(tensor.name(),
                                    row));
                }
            }
            return List.of(values);
        }
        throw new DataException("input '%s': expected BYTES, found %s".formatted(tensor.name(), tensor.datatype()));
    }

    /// @throws DataException unless the shape is `[rows]` or `[rows, 1]`
    static void requireOneEach(Tensor tensor) {
        var shape = tensor.shape();
        if (shape.isEmpty() || shape.size() > 2 || (shape.size() == 2 && shape.get(1) != 1)) {
            throw new DataException("input '%s': expected the shape [rows] or [rows, 1], found %s".formatted(
                    tensor.name(), shape));
        }
    }

    /// @throws DataException naming the first number that is not finite
    static void requireFinite(String input, float[] features, int width) {
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new DataException(String.format(Locale.ROOT,
                        "input '%s': expected finite numbers, found %s in row %d, feature %d",
                        input, features[i], i / width, i % width));
            }
        }
    }
}
