package dev.hourglass.bench.race;

import dev.hourglass.bench.machine.Machine;
import dev.hourglass.bench.machine.Triad;
import dev.hourglass.internal.graph.MemoryTraffic;
import java.util.ArrayList;
import java.util.List;

/// The least time that this machine could take for a step, whatever takes it: its multiply-adds at the speed of multiply-adds in
/// registers, or the bytes it must move at the speed of a triad, whichever is longer. Measured in every round, so that a
/// contender's time over it is how many times faster than that contender anything could be.
final class RooflineFloor {
    private static final int WARM_UP_MILLIS = 2000;
    private static final int TURN_MILLIS = 150;
    private static final double MILLI = 1e3;

    private final double multiplyAdds;
    private final double bytes;
    private final Machine machine;
    private final List<Double> rounds = new ArrayList<>();

    /// @param threads as many as any contender has
    RooflineFloor(Workload workload, int threads) {
        var graph = workload.graph();
        this.multiplyAdds = graph.work().times(workload.batch()).total();
        this.bytes = MemoryTraffic.of(graph, workload.optimizer(), workload.batch()).total();
        this.machine = new Machine(threads, new Triad());
    }

    void warmUp() throws InterruptedException {
        machine.warmUp(WARM_UP_MILLIS);
    }

    void takeTurn() throws InterruptedException {
        machine.takeTurn(TURN_MILLIS);
        rounds.add(machine.floorOfLastTurn(multiplyAdds, bytes) * MILLI);
    }

    /// Milliseconds, of each round.
    double[] rounds() {
        return rounds.stream().mapToDouble(floor -> floor).toArray();
    }
}
