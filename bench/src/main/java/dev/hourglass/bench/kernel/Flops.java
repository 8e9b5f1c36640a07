package dev.hourglass.bench.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Counts floating-point operations, two for each multiply-add. JMH divides by the time: operations a nanosecond are
/// GFLOP/s.
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Flops {
    /// JMH sets it to 0 before each iteration and names the result after it.
    public long gigaflops;

    void add(long multiplyAdds) {
        gigaflops += 2 * multiplyAdds;
    }
}
