package dev.hourglass.bench.serving;

import dev.hourglass.bench.step.Median;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Requests a second, and how long they take.
@Command(
        name = "load",
        description = {
            "Requests of one sample a second, with binary tensors and JSON, beside ONNX Runtime behind the same HTTP server.",
            "",
            "Turn by turn: wrk at full load, then hey at half of that rate. Server and client share the machine.",
            ""
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
final class LoadTrial implements Callable<Integer> {
    private static final int BARE_PASSES = 20_000;

    @Parameters(paramLabel = "MODEL", description = "A model of samples.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Turns of each.")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8", description = "Of each turn.")
    private int seconds;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "16", description = "At a time.")
    private int connections;

    private record Case(String title, URI server, Request request) {}

    private record Turn(LoadGenerator.Latency full, LoadGenerator.Latency half) {}

    @Override
    public Integer call() throws IOException {
        var autoencoder = TrainedAutoencoder.load(model);
        var sample = ServedSample.of(autoencoder);
        var folder = Files.createTempDirectory("hourglass-serving");
        var generator = new LoadGenerator(folder, connections, seconds);
        try (var hourglass = ServerProcess.ofModel(model, folder.resolve("out"));
                var peer = ServerProcess.start(peer())) {
            var cases = List.of(new Case("Hourglass, binary", hourglass.uri(), Request.binary(sample)),
                    new Case("ONNX Runtime, binary", peer.uri(), Request.binary(sample)),
                    new Case("Hourglass, JSON", hourglass.uri(), Request.json(sample)));
            var turns = new LinkedHashMap<Case, List<Turn>>();
            for (int round = 0; round <= rounds; round++) {
                for (var each : cases) {
                    var full = generator.full(each.server(), each.request());
                    var half = generator.at(full.perSecond() / 2, each.server(), each.request());
                    // The first round only warms up.
                    if (round > 0) {
                        turns.computeIfAbsent(each, _ -> new ArrayList<>()).add(new Turn(full, half));
                    }
                }
            }
            print(turns);
        }
        System.out.printf(Locale.ROOT, "%nThe model alone, one sample on one thread: %.1f microseconds.%n",
                bare(autoencoder, sample));
        return 0;
    }

    private ProcessBuilder peer() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The collector that the launcher takes for serve.
        var peer = new ProcessBuilder(java, "@jvm.options", "-XX:-UseSerialGC", "-XX:+UseG1GC",
                "-XX:MaxGCPauseMillis=10",
                "-XX:NewSize=16m",
                "-XX:MaxNewSize=256m", "--add-modules=jdk.incubator.vector", OnnxRuntimeServer.class.getName(),
                model.toString());
        // ONNX Runtime 1.29 does not survive a long command line, see Framework.
        peer.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return peer;
    }

    private static void print(Map<Case, List<Turn>> turns) {
        System.out
                .println("| | requests/s | median, ms | 99 %, ms | at half load: requests/s | median, ms | 99 %, ms |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        turns.forEach((each, own) -> {
            var full = own.stream().map(Turn::full).toList();
            var half = own.stream().map(Turn::half).toList();
            System.out.printf(Locale.ROOT, "| %s | %s | %s |%n", each.title(), cells(full), cells(half));
        });
    }

    private static String cells(List<LoadGenerator.Latency> turns) {
        return String.format(Locale.ROOT, "%,.0f | %.2f | %.2f",
                Median.of(turns.stream().map(LoadGenerator.Latency::perSecond).toList()),
                Median.of(turns.stream().map(LoadGenerator.Latency::median).toList()),
                Median.of(turns.stream().map(LoadGenerator.Latency::slowest).toList()));
    }

    /// Microseconds of a pass, the fastest of five rounds.
    private static double bare(TrainedAutoencoder model, float... sample) {
        var reconstruction = new float[sample.length];
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 6; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < BARE_PASSES; i++) model.reconstruct(sample, reconstruction);
            least = Math.min(least, (System.nanoTime() - begin) * 1e-3 / BARE_PASSES);
        }
        return least;
    }
}
