package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/// Adds nodes and constants that are named by a place and a number.
final class PlacedNodes {
    private final OnnxGraph graph;
    private final String place;
    private int count;

    /// @param place what their names begin with; of no other nodes
    PlacedNodes(OnnxGraph graph, String place) {
        this.graph = graph;
        this.place = place;
    }

    OnnxGraph graph() {
        return graph;
    }

    /// @return the name of the operator's result
    String add(String operator, String... inputs) {
        return add(operator, List.of(inputs));
    }

    String add(String operator, List<String> inputs, AttributeProto... attributes) {
        return graph.add(operator, next(), inputs, attributes);
    }

    /// A result's name that nothing has.
    String next() {
        return place + "." + count++;
    }

    /// A number of 64 bits.
    String number(double value) {
        return graph.constant(next(), List.of(), new double[] {value});
    }

    /// A number of 32 bits.
    String number(float value) {
        return graph.constant(next(), List.of(), new float[] {value});
    }

    /// Numbers for each column of a matrix.
    String row(double... values) {
        return graph.constant(next(), List.of(1, values.length), values);
    }

    String wholeNumbers(long... values) {
        return graph.constant(next(), values);
    }

    String cast(String value, DataType type) {
        return add("Cast", List.of(value), Attribute.of("to", type.getNumber()));
    }

    /// What stands for each condition.
    String where(String condition, String yes, String no) {
        return add("Where", condition, yes, no);
    }

    /// Matrices side by side.
    String concat(List<String> values) {
        return values.size() == 1 ? values.getFirst() : add("Concat", values, Attribute.of("axis", 1));
    }
}
