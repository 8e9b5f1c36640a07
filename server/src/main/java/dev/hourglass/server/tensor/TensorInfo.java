package dev.hourglass.server.tensor;

import java.util.List;

/// What a model takes or gives under a name.
///
/// @param row the dimensions of a row; empty for one element a row
public record TensorInfo(String name, Datatype datatype, List<Integer> row) {
    public TensorInfo {
        row = List.copyOf(row);
    }

    /// Elements of a row.
    public int rowSize() {
        int size = 1;
        for (int dimension : row) size = Math.multiplyExact(size, dimension);
        return size;
    }
}
