package dev.hourglass.bench.roofline;

import dev.hourglass.bench.machine.Machine;
import dev.hourglass.bench.step.Median;
import dev.hourglass.bench.step.Pace;
import java.util.ArrayList;
import java.util.List;

/// Steps of a workload on some threads beside the least that they could take (Williams, Waterman and Patterson 2009).
final class Roofline {
    private final double multiplyAdds;
    private final double bytes;
    private final Machine machine;
    private final Pace pace;
    private final List<Double> reached = new ArrayList<>();

    Roofline(RooflineWorkload workload, Machine machine, Pace pace) {
        this.multiplyAdds = workload.work().total();
        this.bytes = workload.traffic().total();
        this.machine = machine;
        this.pace = pace;
    }

    /// Measures the machine, then the steps, so that a slow spell hits both.
    void takeTurn(long millis) throws InterruptedException {
        machine.takeTurn(millis / 2);
        double ours = pace.takeTurn(millis);
        reached.add(machine.floorOfLastTurn(multiplyAdds, bytes) / ours);
    }

    /// Seconds that a step takes at least.
    double floor() {
        return machine.floor(multiplyAdds, bytes);
    }

    /// Seconds that a step takes.
    double ours() {
        return pace.median();
    }

    /// The floor's part of our time: the median of the turns' ratios.
    double reached() {
        return Median.of(reached);
    }

    boolean isBoundByMemory() {
        return bytes / machine.bytes().median() > multiplyAdds / machine.multiplyAdds().median();
    }
}
