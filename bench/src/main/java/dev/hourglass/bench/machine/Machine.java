package dev.hourglass.bench.machine;

import dev.hourglass.bench.kernel.Chains;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// What some threads of this machine can do at most.
public final class Machine {
    private final Rate multiplyAdds;
    private final Rate bytes;

    public Machine(int threads, Triad triad) {
        this.multiplyAdds = new Rate(Stream.generate(Machine::chains).limit(threads).toArray(LongSupplier[]::new));
        this.bytes = new Rate(triad.workers(threads));
    }

    private static LongSupplier chains() {
        return new Chains()::run;
    }

    public void warmUp(long millis) throws InterruptedException {
        multiplyAdds.warmUp(millis);
        bytes.warmUp(millis);
    }

    public void takeTurn(long millis) throws InterruptedException {
        multiplyAdds.takeTurn(millis);
        bytes.takeTurn(millis);
    }

    /// Multiply-adds a second, in registers.
    public Rate multiplyAdds() {
        return multiplyAdds;
    }

    /// Bytes a second, from and to memory.
    public Rate bytes() {
        return bytes;
    }

    /// Seconds that work takes at least.
    public double floor(double multiplyAddsToDo, double bytesToMove) {
        return new Speed(multiplyAdds.median(), bytes.median()).floor(multiplyAddsToDo, bytesToMove);
    }

    /// Seconds that work takes at least while the machine is as fast as in the last turn.
    public double floorOfLastTurn(double multiplyAddsToDo, double bytesToMove) {
        return lastTurn().floor(multiplyAddsToDo, bytesToMove);
    }

    /// How fast the machine was in the last turn.
    public Speed lastTurn() {
        return new Speed(multiplyAdds.ofLastTurn(), bytes.ofLastTurn());
    }

    /// Of a turn.
    ///
    /// @param multiplyAdds a second
    /// @param bytes a second
    public record Speed(double multiplyAdds, double bytes) {
        /// Seconds that work takes at least.
        public double floor(double multiplyAddsToDo, double bytesToMove) {
            return Math.max(multiplyAddsToDo / multiplyAdds, bytesToMove / bytes);
        }
    }
}
