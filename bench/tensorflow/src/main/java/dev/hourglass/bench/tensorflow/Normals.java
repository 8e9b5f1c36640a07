package dev.hourglass.bench.tensorflow;

import dev.hourglass.bench.contender.ChannelOrder;
import dev.hourglass.bench.contender.SharedNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.random.RandomStandardNormal;
import org.tensorflow.types.TFloat32;

/// Where a graph has standard normal numbers from: it draws them in every step, unless the task's own are given.
final class Normals {
    private final Ops tf;
    private final long seed;
    private final Optional<SharedNoise> noise;
    private final List<GivenNormals> given = new ArrayList<>();

    Normals(Ops tf, long seed, Optional<SharedNoise> noise) {
        this.tf = tf;
        this.seed = seed;
        this.noise = noise;
    }

    Operand<TFloat32> ofInputs(Shape shape) {
        return of(shape, (shared, step) -> shared.ofInputs(step, ChannelOrder.LAST));
    }

    Operand<TFloat32> ofCodes(Shape shape) {
        return of(shape, SharedNoise::ofCodes);
    }

    private Operand<TFloat32> of(Shape shape, BiFunction<SharedNoise, Integer, float[]> ofStep) {
        if (noise.isEmpty()) {
            return tf.random.randomStandardNormal(
                    tf.constant(shape), TFloat32.class, RandomStandardNormal.seed(seed));
        }
        var shared = noise.get();
        var place = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
        given.add(new GivenNormals(place, shape, step -> ofStep.apply(shared, step)));
        return place;
    }

    /// Those that have to be fed in every step.
    List<GivenNormals> given() {
        return List.copyOf(given);
    }
}
