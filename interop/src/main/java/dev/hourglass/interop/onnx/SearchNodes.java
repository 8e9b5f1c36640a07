package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;

/// Looks the numbers of each column of a matrix up among sorted ones: a binary search whose steps are nodes, for all columns at once.
final class SearchNodes {
    private final PlacedNodes nodes;
    private final double[][] sorted;
    /// A power of two above the number of sorted ones of any column.
    private final int size;
    private final String counts;

    /// @param values the name of a matrix of 64-bit numbers, `[batch][column]`
    /// @param sorted of each column, rising
    SearchNodes(PlacedNodes nodes, String values, double[][] sorted) {
        this.nodes = nodes;
        this.sorted = sorted;
        int most = Arrays.stream(sorted).mapToInt(numbers -> numbers.length).max().orElseThrow();
        this.size = Integer.highestOneBit(most) * 2;
        this.counts = search(values);
    }

    /// How many of its column's numbers are less than each value, `[batch][column]`.
    private String search(String values) {
        var keys = flat(sorted, Double.POSITIVE_INFINITY);
        var found = step(keys, starts(size / 2 - 1), values, size / 2);
        for (int step = size / 4; step > 0; step /= 2) {
            var more = step(keys, nodes.add("Add", found, starts(step - 1)), values, step);
            found = nodes.add("Add", found, more);
        }
        return found;
    }

    /// The step where the key at an index is less than the value, else 0.
    private String step(String keys, String index, String values, int step) {
        var isLess = nodes.add("Less", nodes.add("Gather", keys, index), values);
        return nodes.add("Mul", nodes.cast(isLess, DataType.INT64), nodes.wholeNumbers(step));
    }

    /// Of each value the entry of its column's table at the number of smaller ones.
    ///
    /// @param tables one longer than the sorted numbers
    String lookUp(double[][] tables) {
        return nodes.add("Gather", flat(tables, 0), nodes.add("Add", counts, starts(0)));
    }

    /// Where each column's part of a vector begins, moved.
    private String starts(int by) {
        var starts = new long[sorted.length];
        for (int i = 0; i < starts.length; i++) starts[i] = (long) i * size + by;
        return nodes.wholeNumbers(starts);
    }

    private String flat(double[][] tables, double rest) {
        var all = new double[Math.multiplyExact(tables.length, size)];
        Arrays.fill(all, rest);
        for (int i = 0; i < tables.length; i++) System.arraycopy(tables[i], 0, all, i * size, tables[i].length);
        return nodes.graph().constant(nodes.next(), List.of(all.length), all);
    }
}
