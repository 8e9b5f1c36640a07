package dev.hourglass.server.tensor;

import java.util.Arrays;
import java.util.Optional;

/// The types of a tensor's elements that models take and give, as the Open Inference Protocol names them.
public enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP32(4),
    FP64(8),
    /// Texts in UTF-8, each behind its length.
    BYTES(0);

    private final int size;

    Datatype(int size) {
        this.size = size;
    }

    /// Bytes of an element; 0 where they differ.
    public int size() {
        return size;
    }

    public boolean isNumber() {
        return this != BYTES && this != BOOL;
    }

    /// @param name as the protocol has it; half precision is not among them
    public static Optional<Datatype> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
