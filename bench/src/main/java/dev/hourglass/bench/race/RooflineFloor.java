package dev.hourglass.bench.race;

import dev.hourglass.bench.machine.Machine;
import dev.hourglass.bench.machine.Triad;
import java.util.ArrayList;
import java.util.List;

/// The least time that this machine could take for some work, whatever does it: its multiply-adds at the speed of multiply-adds in
/// registers, or the bytes it must move at the speed of a triad, whichever is longer. Measured in every round, so that a
/// contender's time over it is how many times faster than that contender anything could be.
final class RooflineFloor {
    private static final int WARM_UP_MILLIS = 2000;
    private static final int TURN_MILLIS = 150;

    private final Machine machine;
    private final List<Machine.Speed> rounds = new ArrayList<>();

    /// @param threads as many as any contender has
    RooflineFloor(int threads) {
        this.machine = new Machine(threads, new Triad());
    }

    void warmUp() throws InterruptedException {
        machine.warmUp(WARM_UP_MILLIS);
    }

    void takeTurn() throws InterruptedException {
        machine.takeTurn(TURN_MILLIS);
        rounds.add(machine.lastTurn());
    }

    /// Seconds, of each round.
    double[] rounds(double multiplyAdds, double bytes) {
        return rounds.stream().mapToDouble(speed -> speed.floor(multiplyAdds, bytes)).toArray();
    }
}
