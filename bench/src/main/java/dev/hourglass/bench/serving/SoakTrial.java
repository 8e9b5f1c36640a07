package dev.hourglass.bench.serving;

import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A server at half load for some minutes.
@Command(
        name = "soak",
        description = {"Keeps the server at half of its load, and prints its memory and threads every half minute.",
            ""},
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
final class SoakTrial implements Callable<Integer> {
    private static final int TURN_SECONDS = 30;
    private static final int WARM_UP_SECONDS = 10;
    private static final double MEGABYTES = 1 << 20;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+([0-9]+)");
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"\\} ([0-9.E]+)");

    @Parameters(paramLabel = "MODEL", description = "A model of samples.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "10", description = "How long.")
    private int minutes;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "16", description = "At a time.")
    private int connections;

    @Override
    public Integer call() throws IOException {
        var request = Request.binary(ServedSample.of(TrainedAutoencoder.load(model)));
        var folder = Files.createTempDirectory("hourglass-serving");
        try (var server = ServerProcess.ofModel(model, folder.resolve("out"))) {
            var first = new LoadGenerator(folder, connections, WARM_UP_SECONDS);
            first.full(server.uri(), request);
            double full = first.full(server.uri(), request).perSecond();
            var generator = new LoadGenerator(folder, connections, TURN_SECONDS);
            System.out.println("| minutes | requests/s | 99 %, ms | resident, MB | heap, MB | threads |");
            System.out.println("| --- | --- | --- | --- | --- | --- |");
            for (int turn = 1; turn * TURN_SECONDS <= minutes * 60; turn++) {
                var latency = generator.at(full / 2, server.uri(), request);
                // The launcher hands over to Java in the same process.
                var status = Files.readString(Path.of("/proc", Long.toString(server.pid()), "status"));
                System.out.printf(Locale.ROOT, "| %.1f | %,.0f | %.2f | %.0f | %.0f | %.0f |%n",
                        turn * TURN_SECONDS / 60.0, latency.perSecond(),
                        latency.slowest(), number(RESIDENT, status) / 1024, number(HEAP, metrics(server)) / MEGABYTES,
                        number(THREADS, status));
            }
        }
        return 0;
    }

    private static String metrics(ServerProcess server) throws IOException {
        try (var connection = new Connection(server.uri())) {
            var request = "GET /metrics HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(server.uri().getAuthority())
                    .getBytes(StandardCharsets.US_ASCII);
            return connection.ask(request).orElseThrow(() -> new IOException("the server closed a connection")).text();
        }
    }

    private static double number(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("expected '%s' in\n%s".formatted(pattern, text));
        }
        return Double.parseDouble(found.group(1));
    }
}
