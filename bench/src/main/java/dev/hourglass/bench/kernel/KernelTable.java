package dev.hourglass.bench.kernel;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Runs the micro-benchmarks and prints their GFLOP/s as a table in Markdown.
@Command(
        name = "bench/kernels",
        description = {
            "Times the kernels of dense layers and convolutions on one thread, about four minutes.",
            "",
            "Prints GFLOP/s, two operations for each multiply-add: median / fastest of 15 fifths of a second."
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true)
public final class KernelTable implements Callable<Integer> {
    private KernelTable() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new KernelTable()).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder()
                .include(PeakBenchmark.class.getName())
                .include(KernelBenchmark.class.getName())
                .build();
        print(new Runner(options).run());
        return 0;
    }

    private static void print(Collection<RunResult> results) {
        System.out.printf("%nGFLOP/s, median / fastest; multiply-adds in registers alone: %s%n%n",
                cell(results, PeakBenchmark.class, "multiplyAdd", ""));
        System.out.println("| layer | forward | input gradient | weight gradient |");
        System.out.println("| --- | --- | --- | --- |");
        for (var layer : LayerCase.values()) {
            System.out.printf("| %s | %s | %s | %s |%n", layer.title(),
                    cell(results, KernelBenchmark.class, "forward", layer.name()),
                    cell(results, KernelBenchmark.class, "inputGradient", layer.name()),
                    cell(results, KernelBenchmark.class, "weightGradient", layer.name()));
        }
    }

    /// @param layer empty where the benchmark has no such parameter
    private static String cell(Collection<RunResult> results, Class<?> benchmark, String method, String layer) {
        for (var result : results) {
            var params = result.getParams();
            var found = params.getParamsKeys().contains("layer") ? params.getParam("layer") : "";
            if (params.getBenchmark().equals(benchmark.getName() + "." + method) && found.equals(layer)) {
                Result<?> gigaflops = Objects.requireNonNull(result.getSecondaryResults().get("gigaflops"));
                var statistics = gigaflops.getStatistics();
                return String.format(Locale.ROOT, "%.0f / %.0f", statistics.getPercentile(50), statistics.getMax());
            }
        }
        throw new IllegalStateException("no result of " + benchmark.getSimpleName() + "." + method + " " + layer);
    }
}
