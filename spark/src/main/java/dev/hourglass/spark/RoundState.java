package dev.hourglass.spark;

import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.train.BucketRounds.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Weights and what an optimizer remembers as bytes, little endian; after a round with its loss.
///
/// @param samples of the round, 0 before it
record RoundState(EngineState state, double loss, int samples) {
    static RoundState of(EngineState state, double loss, int samples) {
        return new RoundState(state, loss, samples);
    }

    Outcome outcome() {
        return new Outcome(state, loss, samples);
    }

    byte[] toBytes() {
        var names = state.slots().stream().map(slot -> slot.name().getBytes(StandardCharsets.UTF_8)).toList();
        long floats = state.weights().length;
        long length = 2L * Long.BYTES + 3L * Integer.BYTES;
        for (int i = 0; i < names.size(); i++) {
            floats += state.slots().get(i).values().length;
            length += 2L * Integer.BYTES + names.get(i).length;
        }
        var bytes = ByteBuffer.allocate(Math.toIntExact(length + floats * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(state.step()).putDouble(loss).putInt(samples).putInt(names.size());
        put(bytes, state.weights());
        for (int i = 0; i < names.size(); i++) {
            bytes.putInt(names.get(i).length).put(names.get(i));
            put(bytes, state.slots().get(i).values());
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, float[] values) {
        bytes.putInt(values.length);
        bytes.asFloatBuffer().put(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
    }

    static RoundState fromBytes(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long step = buffer.getLong();
        double loss = buffer.getDouble();
        int samples = buffer.getInt();
        int slots = buffer.getInt();
        var weights = floats(buffer);
        List<Slot> all = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            var name = new byte[buffer.getInt()];
            buffer.get(name);
            all.add(new Slot(new String(name, StandardCharsets.UTF_8), floats(buffer)));
        }
        return new RoundState(new EngineState(step, weights, all), loss, samples);
    }

    private static float[] floats(ByteBuffer buffer) {
        var values = new float[buffer.getInt()];
        buffer.asFloatBuffer().get(values);
        buffer.position(buffer.position() + values.length * Float.BYTES);
        return values;
    }
}
