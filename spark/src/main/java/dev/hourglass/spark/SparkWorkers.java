package dev.hourglass.spark;

import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.exec.ParameterGradients;
import dev.hourglass.train.BucketGradients;
import dev.hourglass.train.BucketRounds;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/// Rounds of a training as jobs: a task for each bucket, whose results come back in the order of the buckets. Tasks depend on nothing but their
/// arguments, so that one which is repeated, elsewhere or twice at a time, changes nothing.
///
/// @param buckets a partition for each, in blocks
/// @param present samples that the driver has
record SparkWorkers(JavaSparkContext context, JavaRDD<float[]> buckets, WorkerPlan plan, int present) {
    BucketGradients gradients() {
        return new BucketGradients() {
            @Override
            public int present() {
                return present;
            }

            @Override
            public List<ParameterGradients> compute(int epoch, int step, float[] weights) {
                var shared = context.broadcast(weights);
                try {
                    return gradients(buckets, plan, epoch, step, shared).stream().map(ParameterGradients::fromBytes)
                            .toList();
                } finally {
                    shared.destroy();
                }
            }
        };
    }

    /// @param steps of a round
    BucketRounds rounds(int steps) {
        return new BucketRounds() {
            @Override
            public int present() {
                return present;
            }

            @Override
            public int steps() {
                return steps;
            }

            @Override
            public List<Outcome> run(int epoch, int round, EngineState state, double rate) {
                var shared = context.broadcast(RoundState.of(state, 0, 0).toBytes());
                try {
                    return rounds(buckets, plan, epoch, round, steps, shared, rate).stream()
                            .map(bytes -> RoundState.fromBytes(bytes).outcome()).toList();
                } finally {
                    shared.destroy();
                }
            }
        };
    }

    private static List<byte[]> gradients(
            JavaRDD<float[]> buckets, WorkerPlan plan, int epoch, int step, Broadcast<float[]> weights) {
        return buckets.mapPartitionsWithIndex(
                (Function2<Integer, Iterator<float[]>, Iterator<byte[]>> & Serializable) (bucket, blocks) -> one(
                        WorkerEngines.run(plan, engine -> engine.gradients(bucket, blocks, epoch, step,
                                weights.value()))),
                true).collect();
    }

    private static List<byte[]> rounds(
            JavaRDD<float[]> buckets, WorkerPlan plan, int epoch, int round, int steps, Broadcast<byte[]> state,
            double rate) {
        return buckets.mapPartitionsWithIndex(
                (Function2<Integer, Iterator<float[]>, Iterator<byte[]>> & Serializable) (bucket, blocks) -> one(
                        WorkerEngines.run(plan, engine -> engine.round(bucket, blocks, epoch, round, steps,
                                RoundState.fromBytes(state.value()).state(), rate))),
                true).collect();
    }

    private static Iterator<byte[]> one(Optional<byte[]> result) {
        return result.map(Stream::of).orElseGet(Stream::empty).iterator();
    }
}
