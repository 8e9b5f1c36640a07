package dev.hourglass.interop.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hourglass.table.ColumnValues;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// A graph in ONNX Runtime, which need not be on the class path.
final class OnnxRuntime implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;

    /// @throws OnnxException if the graph is not accepted
    /// @throws LinkageError if there is no native library for this machine
    OnnxRuntime(byte[] graph) {
        try {
            environment = OrtEnvironment.getEnvironment();
            session = environment.createSession(graph);
        } catch (OrtException | IllegalStateException e) {
            throw new OnnxException("ONNX Runtime cannot open the exported graph: " + e.getMessage(), e);
        }
    }

    /// @param input its name
    /// @param extents of a sample
    /// @param rows `[sample][feature]`
    /// @param labels of the samples, where the graph asks for them
    /// @return `[sample][feature]` by the names of the outputs
    Map<String, float[][]> run(String input, List<Integer> extents, float[][] rows, Optional<long[]> labels) {
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            tensors.put(input, OnnxTensor.createTensor(environment, FloatBuffer.wrap(flat(rows)),
                    shape(rows.length, extents)));
            if (labels.isPresent()) {
                tensors.put(ModelGraph.LABEL, OnnxTensor.createTensor(
                        environment, LongBuffer.wrap(labels.get()), shape(rows.length, List.of())));
            }
            try (var result = session.run(tensors)) {
                var outputs = new LinkedHashMap<String, float[][]>();
                for (var output : result) {
                    outputs.put(output.getKey(), rows((OnnxTensor) output.getValue(), rows.length));
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime cannot run the exported graph: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /// Runs the graph of a table.
    ///
    /// @param names of the inputs
    /// @param cells of each input
    /// @return `[row][number]` by the names of the outputs; booleans as 0 and 1
    Map<String, double[][]> run(List<String> names, List<ColumnValues> cells) {
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            for (int i = 0; i < names.size(); i++) {
                tensors.put(names.get(i), tensor(cells.get(i)));
            }
            try (var result = session.run(tensors)) {
                var outputs = new LinkedHashMap<String, double[][]>();
                for (var output : result) {
                    outputs.put(output.getKey(), numbers((OnnxTensor) output.getValue(), cells.getFirst().rows()));
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime cannot run the exported graph: " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(ColumnValues cells) throws OrtException {
        var shape = new long[] {cells.rows(), 1};
        return switch (cells) {
            case ColumnValues.Numbers(var values) ->
                OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
            case ColumnValues.Texts(var values) -> OnnxTensor.createTensor(environment,
                    Arrays.stream(values).map(text -> Objects.requireNonNullElse(text, "")).toArray(String[]::new),
                    shape);
        };
    }

    private static double[][] numbers(OnnxTensor tensor, int rows) {
        var numbers = switch (tensor.getInfo().type) {
            case FLOAT -> widened(tensor.getFloatBuffer());
            case BOOL -> bits(tensor.getByteBuffer());
            default -> copied(tensor.getDoubleBuffer());
        };
        int each = numbers.length / rows;
        return IntStream.range(0, rows)
                .mapToObj(row -> Arrays.copyOfRange(numbers, row * each, (row + 1) * each))
                .toArray(double[][]::new);
    }

    private static double[] widened(FloatBuffer values) {
        return IntStream.range(0, values.remaining()).mapToDouble(values::get).toArray();
    }

    private static double[] bits(ByteBuffer values) {
        return IntStream.range(0, values.remaining()).mapToDouble(values::get).toArray();
    }

    private static double[] copied(DoubleBuffer values) {
        return IntStream.range(0, values.remaining()).mapToDouble(values::get).toArray();
    }

    private static float[] flat(float[][] rows) {
        int features = rows[0].length;
        var flat = new float[rows.length * features];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * features, features);
        }
        return flat;
    }

    private static long[] shape(int batch, List<Integer> extents) {
        var shape = new long[extents.size() + 1];
        shape[0] = batch;
        for (int i = 0; i < extents.size(); i++) {
            shape[i + 1] = extents.get(i);
        }
        return shape;
    }

    private static float[][] rows(OnnxTensor tensor, int count) {
        var values = tensor.getFloatBuffer();
        var rows = new float[count][values.remaining() / count];
        for (var row : rows) {
            values.get(row);
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxException("ONNX Runtime cannot be closed: " + e.getMessage(), e);
        }
    }
}
