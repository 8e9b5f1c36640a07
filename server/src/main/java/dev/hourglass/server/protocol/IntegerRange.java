package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.server.tensor.Datatype;

/// What whole numbers a type holds.
final class IntegerRange {
    private IntegerRange() {}

    /// @throws DataException if a number is not one of the type
    static double required(String what, Datatype type, double value) {
        double lowest = switch (type) {
            case UINT8, UINT16, UINT32, UINT64, BOOL -> 0;
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            case FP32, FP64, BYTES -> Double.NEGATIVE_INFINITY;
        };
        double highest = switch (type) {
            case BOOL -> 1;
            case UINT8 -> (1 << Byte.SIZE) - 1;
            case INT8 -> Byte.MAX_VALUE;
            case UINT16 -> (1 << Short.SIZE) - 1;
            case INT16 -> Short.MAX_VALUE;
            case UINT32 -> (1L << Integer.SIZE) - 1;
            case INT32 -> Integer.MAX_VALUE;
            case UINT64 -> 2.0 * Long.MAX_VALUE;
            case INT64 -> Long.MAX_VALUE;
            case FP32, FP64, BYTES -> Double.POSITIVE_INFINITY;
        };
        if (value < lowest || value > highest) {
            throw new DataException("%s: expected a number of the type %s, found %s".formatted(what, type, value));
        }
        return value;
    }
}
