package dev.hourglass.spark;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.unsafe.Platform;

/// How a column holds the features of a row.
enum FeatureKind {
    /// Of Spark ML, dense or sparse.
    VECTOR {
        @Override
        Optional<String> read(InternalRow row, int ordinal, float[] into, int at, int size) {
            var vector = row.getStruct(ordinal, VECTOR_FIELDS);
            if (vector.getByte(0) == DENSE) {
                return doubles(vector.getArray(VALUES), into, at, size);
            }
            if (vector.getInt(SIZE) != size) {
                return Optional.of(wrongSize(size, vector.getInt(SIZE)));
            }
            Arrays.fill(into, at, at + size, 0);
            int[] indices = vector.getArray(INDICES).toIntArray();
            double[] values = vector.getArray(VALUES).toDoubleArray();
            for (int i = 0; i < indices.length; i++) {
                into[at + indices[i]] = (float) values[i];
            }
            return Optional.empty();
        }
    },
    FLOATS {
        @Override
        Optional<String> read(InternalRow row, int ordinal, float[] into, int at, int size) {
            var array = row.getArray(ordinal);
            int found = array.numElements();
            if (found != size) {
                return Optional.of(wrongSize(size, found));
            }
            if (array instanceof UnsafeArrayData bytes) {
                copy(bytes, into, at);
            } else {
                System.arraycopy(array.toFloatArray(), 0, into, at, size);
            }
            markNulls(array, into, at);
            return Optional.empty();
        }
    },
    DOUBLES {
        @Override
        Optional<String> read(InternalRow row, int ordinal, float[] into, int at, int size) {
            var array = row.getArray(ordinal);
            var problem = doubles(array, into, at, size);
            if (problem.isEmpty()) {
                markNulls(array, into, at);
            }
            return problem;
        }
    },
    /// A byte for each feature, from 0 to 255, which reads as 0 to 1.
    BYTES {
        @Override
        Optional<String> read(InternalRow row, int ordinal, float[] into, int at, int size) {
            byte[] levels = row.getBinary(ordinal);
            if (levels.length != size) {
                return Optional.of(String.format(Locale.ROOT,
                        "expected %d bytes, one for each feature, found %d%s", size, levels.length,
                        isEncoded(levels) ? " of an encoded picture; decode it" : ""));
            }
            for (int i = 0; i < size; i++) {
                into[at + i] = Byte.toUnsignedInt(levels[i]) / WHITE;
            }
            return Optional.empty();
        }
    };

    /// The fields of a vector in Spark's own rows: its type, and where it is sparse its size and the indices.
    private static final int VECTOR_FIELDS = 4;
    private static final byte DENSE = 1;
    private static final int SIZE = 1;
    private static final int INDICES = 2;
    private static final int VALUES = 3;

    private static final float WHITE = 255f;
    private static final int PNG = 0x89;
    private static final int JPEG = 0xFF;

    /// The kind of a column's type; empty where it holds no features.
    static Optional<FeatureKind> of(DataType type) {
        if (type.equals(SQLDataTypes.VectorType())) {
            return Optional.of(VECTOR);
        }
        return switch (type) {
            case ArrayType array when array.elementType() instanceof FloatType -> Optional.of(FLOATS);
            case ArrayType array when array.elementType() instanceof DoubleType -> Optional.of(DOUBLES);
            case BinaryType _ -> Optional.of(BYTES);
            default -> Optional.empty();
        };
    }

    /// Writes the features of a row to `into[at]` and following, NaN where one is null.
    ///
    /// @param ordinal of a column that is not null in this row
    /// @param size how many are expected
    /// @return what is wrong, if they are not as many
    abstract Optional<String> read(InternalRow row, int ordinal, float[] into, int at, int size);

    private static Optional<String> doubles(ArrayData array, float[] into, int at, int size) {
        int found = array.numElements();
        if (found != size) {
            return Optional.of(wrongSize(size, found));
        }
        double[] values = array.toDoubleArray();
        for (int i = 0; i < size; i++) {
            into[at + i] = (float) values[i];
        }
        return Optional.empty();
    }

    /// What `toFloatArray` does, without an array of its own.
    private static void copy(UnsafeArrayData array, float[] into, int at) {
        int count = array.numElements();
        int header = UnsafeArrayData.calculateHeaderPortionInBytes(count);
        Platform.copyMemory(array.getBaseObject(), array.getBaseOffset() + header, into,
                Platform.FLOAT_ARRAY_OFFSET + (long) at * Float.BYTES, (long) count * Float.BYTES);
    }

    private static void markNulls(ArrayData array, float[] into, int at) {
        if (array instanceof UnsafeArrayData bytes && !hasNulls(bytes)) {
            return;
        }
        for (int i = 0; i < array.numElements(); i++) {
            if (array.isNullAt(i)) {
                into[at + i] = Float.NaN;
            }
        }
    }

    /// After the number of elements there is a bit for each, 64 in a word.
    private static boolean hasNulls(UnsafeArrayData array) {
        int words = Math.ceilDiv(array.numElements(), Long.SIZE);
        long bits = 0;
        for (int i = 0; i < words; i++) {
            bits |= Platform.getLong(array.getBaseObject(), array.getBaseOffset() + (i + 1L) * Long.BYTES);
        }
        return bits != 0;
    }

    private static String wrongSize(int expected, int found) {
        return String.format(Locale.ROOT, "expected %d features, found %d", expected, found);
    }

    private static boolean isEncoded(byte[] bytes) {
        int first = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]);
        return first == PNG || first == JPEG;
    }
}
