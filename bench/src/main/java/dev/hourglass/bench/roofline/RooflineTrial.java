package dev.hourglass.bench.roofline;

import dev.hourglass.bench.machine.Machine;
import dev.hourglass.bench.machine.Rate;
import dev.hourglass.bench.machine.Triad;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Measures one workload and the machine, turn by turn, in a process of its own: what other networks would have made the
/// JIT believe changes the code that it compiles. Prints a row of the summary, then a page about the operations.
final class RooflineTrial {
    private static final int WARM_UP_TURNS = 8;
    /// A peak that wanders by more than this shows that the machine was busy with something else.
    private static final double STEADY = 1.2;

    private final RooflineWorkload workload;
    private final Machine machine;
    private final Machine twoThreads;

    private RooflineTrial(RooflineWorkload workload) {
        var triad = new Triad();
        this.workload = workload;
        this.machine = new Machine(1, triad);
        this.twoThreads = new Machine(2, triad);
    }

    /// Arguments: spec, rounds, milliseconds of a turn.
    public static void main(String... arguments) throws InterruptedException {
        new RooflineTrial(RooflineWorkload.of(Path.of(arguments[0])))
                .run(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    }

    private void run(int rounds, long millis) throws InterruptedException {
        try (var one = workload.pace(1); var two = workload.pace(2); var profiled = workload.pace(1)) {
            machine.warmUp(2 * millis);
            twoThreads.warmUp(2 * millis);
            profiled.startProfile();
            for (var pace : List.of(one, two, profiled)) {
                pace.warmUp(WARM_UP_TURNS * millis);
            }
            profiled.startProfile();
            var alone = new Roofline(workload, machine, one);
            var together = new Roofline(workload, twoThreads, two);
            for (int round = 0; round < rounds; round++) {
                alone.takeTurn(millis);
                together.takeTurn(millis);
                profiled.takeTurn(millis);
            }
            System.out.println(row(alone, together));
            print(alone);
            new OperationTable(profiled.profile(), workload, machine).lines().forEach(System.out::println);
        }
    }

    private String row(Roofline alone, Roofline together) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f M | %.2f MB | %.3f | %.3f | **%.0f%%** | %.3f | %.3f | **%.0f%%** | %.2f |",
                workload.name(), workload.work().total() * 1e-6, workload.traffic().total() * 1e-6,
                alone.floor() * 1e3, alone.ours() * 1e3, 100 * alone.reached(),
                together.floor() * 1e3, together.ours() * 1e3, 100 * together.reached(),
                alone.ours() / together.ours());
    }

    private void print(Roofline alone) {
        System.out.printf(
                Locale.ROOT, "%s: peak %s GFLOP/s on one thread, %s on two; memory %s and %s GB/s; bound by %s%n",
                workload.name(), rate(machine.multiplyAdds(), 2e-9), rate(twoThreads.multiplyAdds(), 2e-9),
                rate(machine.bytes(), 1e-9), rate(twoThreads.bytes(), 1e-9),
                alone.isBoundByMemory() ? "memory" : "arithmetic");
        var peak = machine.multiplyAdds();
        if (peak.highest() > STEADY * peak.lowest()) {
            System.out.println();
            System.out.println("**The machine was not steady: measure again when nothing else runs.**");
        }
        System.out.println();
    }

    private static String rate(Rate rate, double unit) {
        return String.format(
                Locale.ROOT, "%.1f (%.1f to %.1f)", rate.median() * unit, rate.lowest() * unit, rate.highest() * unit);
    }
}
