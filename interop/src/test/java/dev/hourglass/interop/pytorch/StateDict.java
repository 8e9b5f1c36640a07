package dev.hourglass.interop.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// Tensors by name, as `safetensors.torch.save_file` writes them.
final class StateDict {
    /// A tensor.
    ///
    /// @param dtype as safetensors writes it
    /// @param bytes in row-major order
    record Values(String dtype, int[] shape, ByteBuffer bytes) {
        int extent(int axis) {
            return shape[axis];
        }

        float at(int... place) {
            int at = 0;
            for (int axis = 0; axis < place.length; axis++) {
                at = at * shape[axis] + place[axis];
            }
            return bytes.getFloat(at * Float.BYTES);
        }
    }

    private final Map<String, Values> tensors = new LinkedHashMap<>();
    private final Random random = new Random(11);

    /// Adds random numbers.
    StateDict with(String name, int... shape) {
        var values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-0.5f, 0.5f);
        }
        return with(name, values, shape);
    }

    /// Adds the weights and the biases of a layer.
    StateDict layer(String name, int outputs, int... weight) {
        return with(name + ".weight", weight).with(name + ".bias", outputs);
    }

    StateDict with(String name, float[] values, int... shape) {
        var bytes = buffer(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return with(name, "F32", bytes, shape);
    }

    StateDict with(String name, String dtype, ByteBuffer bytes, int... shape) {
        tensors.put(name, new Values(dtype, shape, bytes));
        return this;
    }

    StateDict without(String name) {
        tensors.remove(name);
        return this;
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Values get(String name) {
        var values = tensors.get(name);
        if (values == null) {
            throw new IllegalArgumentException(name);
        }
        return values;
    }

    /// Writes the file, and says where.
    Path save(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        var header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        int end = 0;
        for (var tensor : tensors.entrySet()) {
            var values = tensor.getValue();
            var shape = Arrays.stream(values.shape()).mapToObj(String::valueOf).collect(Collectors.joining(","));
            header.append(",\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}".formatted(
                    tensor.getKey(), values.dtype(), shape, end, end + values.bytes().capacity()));
            end += values.bytes().capacity();
        }
        header.append('}');
        header.repeat(' ', -header.length() & 7);
        var bytes = new byte[Long.BYTES + header.length() + end];
        var file = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length())
                .put(header.toString().getBytes(StandardCharsets.US_ASCII));
        tensors.values().forEach(values -> file.put(values.bytes().duplicate().clear()));
        return bytes;
    }
}
