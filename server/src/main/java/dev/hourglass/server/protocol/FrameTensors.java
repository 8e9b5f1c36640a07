package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A data frame as the input tensors of a model.
final class FrameTensors {
    private static final double WHOLE = 1e15;

    private FrameTensors() {}

    /// The columns that the model reads; others are passed over.
    ///
    /// @param isText whether numbers and truth values are written as texts, as in CSV
    /// @throws DataException naming the column that is missing, or has cells that are not of its type
    static List<Tensor> columns(DataFrame frame, List<TensorInfo> inputs, boolean isText) {
        var tensors = new ArrayList<Tensor>();
        for (var input : inputs) {
            var cells = frame.columns().get(input.name());
            if (cells == null) {
                throw new DataException("column '%s' is missing, found %s".formatted(input.name(),
                        FoundNames.text(List.copyOf(frame.columns().keySet()))));
            }
            tensors.add(isText && input.datatype() != Datatype.BYTES ? parsed(input, cells) : column(input, cells));
        }
        return tensors;
    }

    private static Tensor column(TensorInfo input, List<@Nullable Object> cells) {
        var known = cells.stream().filter(Objects::nonNull).toList();
        if (!known.isEmpty() && known.stream().allMatch(Boolean.class::isInstance)) {
            return tensor(input, Datatype.BOOL, numbers(cells));
        }
        if (!known.isEmpty() && known.stream().allMatch(Double.class::isInstance)) {
            return tensor(input, Datatype.FP64, numbers(cells));
        }
        if (known.isEmpty() && input.datatype() != Datatype.BYTES) {
            return tensor(input, input.datatype(), numbers(cells));
        }
        return texts(input, cells);
    }

    private static Tensor tensor(TensorInfo input, Datatype type, double[] values) {
        return new Tensor(input.name(), type, List.of(values.length), new Elements.Doubles(values));
    }

    private static double[] numbers(List<@Nullable Object> cells) {
        var numbers = new double[cells.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = switch (cells.get(row)) {
                case Double number -> number;
                case Boolean is -> is ? 1 : 0;
                case null, default -> Double.NaN;
            };
        }
        return numbers;
    }

    private static Tensor texts(TensorInfo input, List<@Nullable Object> cells) {
        var texts = new @Nullable String[cells.size()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = switch (cells.get(row)) {
                case null -> null;
                case Double number when number % 1 == 0 && Math.abs(number) < WHOLE ->
                    Long.toString(number.longValue());
                case List<?> _ -> throw new DataException(
                        "column '%s', row %d: expected one cell, found a list".formatted(input.name(), row));
                case Object cell -> cell.toString();
            };
        }
        return new Tensor(input.name(), Datatype.BYTES, List.of(texts.length), new Elements.Texts(texts));
    }

    /// Of texts.
    private static Tensor parsed(TensorInfo input, List<@Nullable Object> cells) {
        var numbers = new double[cells.size()];
        for (int row = 0; row < numbers.length; row++) {
            var cell = cells.get(row);
            numbers[row] = cell == null ? Double.NaN : number(input, row, cell.toString().strip());
        }
        return tensor(input, input.datatype() == Datatype.BOOL ? Datatype.BOOL : Datatype.FP64, numbers);
    }

    private static double number(TensorInfo input, int row, String text) {
        boolean isTruth = input.datatype() == Datatype.BOOL;
        if (isTruth && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return text.toLowerCase(Locale.ROOT).equals("true") ? 1 : 0;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new DataException("column '%s', row %d: expected %s, found '%s'".formatted(input.name(), row,
                    isTruth ? "true or false" : "a number",
                    FoundNames.printable(text)));
        }
    }

    /// Rows of numbers for a model of samples.
    ///
    /// @param rows each a list of numbers, nested or flat
    /// @throws DataException naming the row that has another number of them
    static Tensor samples(List<? extends @Nullable Object> rows, TensorInfo input) {
        int size = input.rowSize();
        var values = new float[Math.multiplyExact(rows.size(), size)];
        for (int row = 0; row < rows.size(); row++) {
            int end = fill(values, row * size, (row + 1) * size, rows.get(row), row);
            if (end != (row + 1) * size) {
                throw new DataException("row %d: expected %d numbers, found %d".formatted(row, size, end - row * size));
            }
        }
        return new Tensor(input.name(), Datatype.FP32, List.of(rows.size(), size), new Elements.Floats(values));
    }

    private static int fill(float[] values, int at, int end, @Nullable Object cell, int row) {
        switch (cell) {
            case List<?> cells -> {
                int next = at;
                for (var each : cells) next = fill(values, next, end, each, row);
                return next;
            }
            case Double number when at < end -> values[at] = number.floatValue();
            case Double _ -> {
                // One too many, which is counted.
            }
            case null, default -> throw new DataException("row %d: expected numbers, found %s".formatted(row,
                    cell == null ? "null" : "'" + FoundNames.printable(cell.toString()) + "'"));
        }
        return at + 1;
    }
}
