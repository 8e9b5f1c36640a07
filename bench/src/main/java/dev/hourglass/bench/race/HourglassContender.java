package dev.hourglass.bench.race;

import dev.hourglass.internal.engine.TrainingEngine;
import java.util.stream.IntStream;

/// This project.
final class HourglassContender implements Contender {
    private final TrainingEngine engine;
    private final int batch;
    private final int[] order;

    HourglassContender(Workload workload, int threads) {
        this.engine = workload.engine(threads);
        this.batch = workload.batch();
        this.order = IntStream.range(0, workload.data().size()).toArray();
    }

    @Override
    public double step(int from, int epoch) {
        return engine.step(order, from, batch, epoch, 1);
    }

    @Override
    public void close() {
        engine.close();
    }
}
