package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.hourglass.spec.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// An ONNX graph as it grows: nodes in the order in which they run, and constants.
final class OnnxGraph {
    /// What stands for the number of samples, which only a run decides.
    private static final String BATCH = "batch";
    /// The domain of operators on texts.
    static final String ML = "ai.onnx.ml";

    private final GraphProto.Builder graph = GraphProto.newBuilder();

    /// Something that the graph computes for a sample.
    ///
    /// @param name of its tensor
    /// @param shape of a sample, as specs have it
    /// @param isChannelsFirst whether the tensor is `[batch][channel][height][width]`, and not the batch of the shape
    record Value(String name, Shape shape, boolean isChannelsFirst) {}

    OnnxGraph(String name) {
        graph.setName(name);
    }

    GraphProto build() {
        return graph.build();
    }

    /// An input of floats, `[batch]` and the shape.
    Value input(String name, Shape shape) {
        input(name, TensorProto.DataType.FLOAT, shape.dims());
        return new Value(name, shape, false);
    }

    /// An input of any type, `[batch]` and the extents.
    void input(String name, TensorProto.DataType type, List<Integer> extents) {
        graph.addInput(info(name, type, extents));
    }

    /// An input of a class for each sample.
    String labels(String name) {
        input(name, TensorProto.DataType.INT64, List.of());
        return name;
    }

    /// Gives a value to who runs the graph.
    void output(String name, Value value) {
        output(name, value.name(), TensorProto.DataType.FLOAT, value.shape().dims());
    }

    /// Likewise of any type, `[batch]` and the extents.
    void output(String name, String value, TensorProto.DataType type, List<Integer> extents) {
        add("Identity", name, List.of(value));
        graph.addOutput(info(name, type, extents));
    }

    String constant(String name, List<Integer> extents, float[] values) {
        var bytes = bytes(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, extents, bytes);
    }

    String constant(String name, List<Integer> extents, double[] values) {
        var bytes = bytes(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return constant(name, TensorProto.DataType.DOUBLE, extents, bytes);
    }

    /// A vector of whole numbers.
    String constant(String name, long... values) {
        var bytes = bytes(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, List.of(values.length), bytes);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String constant(String name, TensorProto.DataType type, List<Integer> extents, ByteBuffer bytes) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(extents.stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    /// @return the name of the operator's result, which is also the node's
    String add(String operator, String result, List<String> inputs, AttributeProto... attributes) {
        add(operator, List.of(result), inputs, attributes);
        return result;
    }

    void add(String operator, List<String> results, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(node(operator, results, inputs, attributes));
    }

    /// Adds an operator of `ai.onnx.ml`.
    ///
    /// @return the name of its result
    String addMl(String operator, String result, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(node(operator, List.of(result), inputs, attributes).setDomain(ML));
        return result;
    }

    private static NodeProto.Builder node(
            String operator, List<String> results, List<String> inputs, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setName(results.getFirst())
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(results)
                .addAllAttribute(List.of(attributes));
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, List<Integer> extents) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        extents.forEach(extent -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
