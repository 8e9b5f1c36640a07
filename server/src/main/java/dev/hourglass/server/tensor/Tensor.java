package dev.hourglass.server.tensor;

import java.util.ArrayList;
import java.util.List;

/// A tensor of a request or an answer.
///
/// @param shape its product is the number of elements
public record Tensor(String name, Datatype datatype, List<Integer> shape, Elements elements) {
    public Tensor {
        shape = List.copyOf(shape);
    }

    /// The elements of some rows.
    public static Tensor ofRows(TensorInfo info, int rows, Elements elements) {
        var shape = new ArrayList<Integer>();
        shape.add(rows);
        shape.addAll(info.row());
        return new Tensor(info.name(), info.datatype(), shape, elements);
    }
}
