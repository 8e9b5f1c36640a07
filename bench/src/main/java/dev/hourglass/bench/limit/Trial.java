package dev.hourglass.bench.limit;

import dev.hourglass.bench.step.Pace;
import dev.hourglass.profile.Profile;
import java.nio.file.Path;
import java.util.List;

/// Measures one workload and the machine, turn by turn, in a process of its own: what other networks would have made the
/// JIT believe changes the code that it compiles. Prints a row of the summary, then a page about the operations.
final class Trial {
    private static final int PATIENCE = 8;

    private final Workload workload;
    private final List<Machine> machines;

    private Trial(Workload workload) {
        var triad = new Triad();
        this.workload = workload;
        this.machines = List.of(new Machine(1, triad), new Machine(2, triad));
    }

    /// Arguments: spec, rounds, milliseconds of a turn.
    public static void main(String... arguments) throws InterruptedException {
        new Trial(Workload.of(Path.of(arguments[0])))
                .run(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    }

    private void run(int rounds, long millis) throws InterruptedException {
        try (var one = workload.pace(1); var two = workload.pace(2); var profiled = workload.pace(1)) {
            profiled.startProfile();
            for (var pace : List.of(one, two, profiled)) {
                pace.warmUp(PATIENCE * millis);
            }
            profiled.startProfile();
            for (int round = 0; round < rounds; round++) {
                for (var machine : machines) {
                    machine.takeTurn(millis / 2);
                }
                one.takeTurn(millis);
                two.takeTurn(millis);
                profiled.takeTurn(millis);
            }
            print(one, two, profiled.profile());
        }
    }

    private void print(Pace one, Pace two, Profile profile) {
        var roofline = new Roofline(workload, machines.getFirst(), machines.getLast(), one.median(), two.median());
        System.out.println(roofline.row());
        System.out.println(roofline.heading());
        System.out.println();
        new OperationTable(profile, workload, machines.getFirst()).lines().forEach(System.out::println);
    }
}
