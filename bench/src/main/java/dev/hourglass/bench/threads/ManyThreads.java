package dev.hourglass.bench.threads;

import dev.hourglass.bench.step.Median;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.model.TrainedAutoencoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Encodes on one model from many threads at once.
@Command(
        name = "bench/threads",
        description = {
            "Encodes samples on one model from one thread and from many, turn by turn.",
            "",
            "Every thread passes its own samples; so few at a time that no other helps it. What counts is the samples a "
                    + "second of each core that has something to do. The ratio is taken in each round.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class ManyThreads implements Callable<Integer> {
    private static final long NANOS = 1_000_000;

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = "examples/dense.yaml examples/denoise.yaml",
            description = "Networks of MNIST's digits, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "64", description = "How many threads are many.")
    private int threads;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "16", description = "Samples of one call.")
    private int samples;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "9", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "1000", description = "Length of a turn.")
    private int turnMillis;

    private ManyThreads() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ManyThreads()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        int cores = Math.min(threads, Runtime.getRuntime().availableProcessors());
        System.out.printf("| network | 1 thread | %d threads | of each core, %d threads over 1 |%n", threads, threads);
        System.out.println("| --- | --- | --- | --- |");
        for (var spec : specs) {
            measure(spec, cores);
        }
        return 0;
    }

    private void measure(Path spec, int cores) throws InterruptedException {
        var model = TrainedAutoencoder.initial(SpecFile.read(spec).model(), 1);
        var data = Mnist.load().test();
        perSecond(model, data, threads);
        perSecond(model, data, 1);
        var alone = new ArrayList<Double>();
        var together = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            double one = perSecond(model, data, 1);
            double many = perSecond(model, data, threads);
            alone.add(one);
            together.add(many);
            ratios.add(many / cores / one);
        }
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | **%.2f** |%n", spec, Median.of(alone),
                Median.of(together), Median.of(ratios));
    }

    private double perSecond(TrainedAutoencoder model, Dataset data, int callers) throws InterruptedException {
        var tasks = new ArrayList<Callable<Long>>();
        for (int caller = 0; caller < callers; caller++) {
            int from = caller * samples % (data.size() - samples);
            var own = data.slice(from, from + samples);
            tasks.add(() -> encode(model, own));
        }
        long begin = System.nanoTime();
        long passed = 0;
        try (var pool = Executors.newFixedThreadPool(callers)) {
            for (var task : pool.invokeAll(tasks)) {
                passed += task.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return passed / ((System.nanoTime() - begin) * 1e-9);
    }

    /// Samples that were passed until the time was over.
    private long encode(TrainedAutoencoder model, Dataset own) {
        long end = System.nanoTime() + turnMillis * NANOS;
        long passed = 0;
        do {
            passed += model.encode(own).length;
        } while (System.nanoTime() < end);
        return passed;
    }
}
