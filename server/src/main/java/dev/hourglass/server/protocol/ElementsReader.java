package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Elements of a tensor in JSON, nested as its dimensions or flat, into an array without a tree in between.
final class ElementsReader {
    private static final int FEW = 16;

    private final JsonInput json;
    private final String what;
    private final Datatype type;
    private final Target target;

    private ElementsReader(JsonInput json, String tensor, Datatype type, int expected) {
        this.json = json;
        this.what = "input '" + tensor + "'";
        this.type = type;
        this.target = switch (type) {
            case FP32 -> new FloatTarget(expected);
            case BYTES -> new TextTarget(expected);
            case BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP64 -> new DoubleTarget(expected);
        };
    }

    /// Reads an array.
    ///
    /// @param expected as many elements as the shape says
    /// @throws DataException if there are others, or one is not of the type
    static Elements read(JsonInput json, String tensor, Datatype type, int expected) {
        var reader = new ElementsReader(json, tensor, type, expected);
        if (json.token() != JsonToken.START_ARRAY) {
            throw json.other(reader.what, "data in an array");
        }
        reader.readArray();
        if (reader.target.count() != expected) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected %d elements, as its shape says, found %d", reader.what,
                            expected, reader.target.count()));
        }
        return reader.target.elements();
    }

    private void readArray() {
        int depth = 1;
        while (depth > 0) {
            switch (json.next()) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                default -> target.add();
            }
        }
    }

    /// Where elements go: a growing array, which is not larger than what was sent, whatever a shape says.
    private interface Target {
        void add();

        int count();

        Elements elements();
    }

    private final class FloatTarget implements Target {
        private float[] values;
        private int count;

        FloatTarget(int expected) {
            values = new float[Math.min(expected, FEW)];
        }

        @Override
        public void add() {
            if (count == values.length) {
                values = Arrays.copyOf(values, grown(count));
            }
            values[count++] = switch (json.token()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.floatValue();
                case VALUE_NULL -> Float.NaN;
                default -> throw json.other(what, "numbers of the type FP32");
            };
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public Elements elements() {
            return new Elements.Floats(count == values.length ? values : Arrays.copyOf(values, count));
        }
    }

    private final class DoubleTarget implements Target {
        private double[] values;
        private int count;

        DoubleTarget(int expected) {
            values = new double[Math.min(expected, FEW)];
        }

        @Override
        public void add() {
            if (count == values.length) {
                values = Arrays.copyOf(values, grown(count));
            }
            values[count++] = value();
        }

        private double value() {
            boolean isTruth = type == Datatype.BOOL;
            return switch (json.token()) {
                case VALUE_NULL -> Double.NaN;
                case VALUE_NUMBER_INT -> isTruth ? refuse() : IntegerRange.required(what, type, json.doubleValue());
                case VALUE_NUMBER_FLOAT -> type == Datatype.FP64 ? json.doubleValue() : refuse();
                case VALUE_TRUE -> isTruth ? 1 : refuse();
                case VALUE_FALSE -> isTruth ? 0 : refuse();
                default -> refuse();
            };
        }

        private double refuse() {
            throw json.other(what, "elements of the type " + type);
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public Elements elements() {
            return new Elements.Doubles(count == values.length ? values : Arrays.copyOf(values, count));
        }
    }

    private final class TextTarget implements Target {
        private @Nullable String[] values;
        private int count;

        TextTarget(int expected) {
            values = new @Nullable String[Math.min(expected, FEW)];
        }

        @Override
        public void add() {
            if (count == values.length) {
                values = Arrays.copyOf(values, grown(count));
            }
            values[count++] = switch (json.token()) {
                case VALUE_STRING -> json.string();
                case VALUE_NULL -> null;
                default -> throw json.other(what, "texts, of the type BYTES");
            };
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public Elements elements() {
            return new Elements.Texts(count == values.length ? values : Arrays.copyOf(values, count));
        }
    }

    private static int grown(int count) {
        return Math.max(FEW, Math.multiplyExact(count, 2));
    }
}
