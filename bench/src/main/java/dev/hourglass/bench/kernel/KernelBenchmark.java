package dev.hourglass.bench.kernel;

import dev.hourglass.internal.kernel.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The three kernels of every linear layer on one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
    @Param
    private LayerCase layer = LayerCase.DENSE_784_392;

    private LayerWork work = new LayerWork(layer, Kernels.best());
    private long multiplyAdds;

    @Setup
    public void prepare() {
        work = new LayerWork(layer, Kernels.best());
        multiplyAdds = work.multiplyAdds();
    }

    @Benchmark
    public void forward(Flops flops) {
        work.forward();
        flops.add(multiplyAdds);
    }

    @Benchmark
    public void inputGradient(Flops flops) {
        work.inputGradient();
        flops.add(multiplyAdds);
    }

    @Benchmark
    public void weightGradient(Flops flops) {
        work.weightGradient();
        flops.add(multiplyAdds);
    }
}
