package dev.hourglass.bench.serving;

import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A model file that changes under load.
@Command(
        name = "reload",
        description = {
            "Replaces the model file again and again under load, every tenth time by a broken one.",
            "",
            "Every request has to be answered, by numbers of the version that its answer names. Ends with exit code 1 otherwise.",
            ""
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
final class ReloadTrial implements Callable<Integer> {
    private static final int VERSIONS = 3;
    private static final int VERSION_DIGITS = 12;
    private static final Pattern VERSION = Pattern.compile("\"model_version\":\"([0-9a-f]+)\"");
    private static final Pattern RELOADS = Pattern
            .compile("hourglass_reloads_total\\{model=\"model\",result=\"(\\w+)\"\\} ([0-9.]+)");

    @Parameters(paramLabel = "MODEL", description = "A model of samples; its spec is served with other weights.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Option(names = "--reloads", paramLabel = "N", defaultValue = "1000", description = "How often.")
    private int reloads;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "4", description = "At a time.")
    private int connections;

    private final AtomicLong answers = new AtomicLong();
    private volatile boolean isOver;

    @Override
    public Integer call() throws Exception {
        var folder = Files.createTempDirectory("hourglass-serving");
        var spec = TrainedAutoencoder.load(model).spec();
        var sample = ServedSample.of(TrainedAutoencoder.initial(spec, 0));
        var expected = new HashMap<String, float[]>();
        var files = new ArrayList<Path>();
        for (int i = 0; i < VERSIONS; i++) {
            var version = TrainedAutoencoder.initial(spec, i);
            files.add(folder.resolve("version-" + i));
            version.save(files.getLast());
            expected.put(version.weightsSha256().substring(0, VERSION_DIGITS), version.reconstruct(sample));
        }
        var served = folder.resolve("model.hourglass");
        Files.copy(files.getFirst(), served);
        try (var server = ServerProcess.ofModel(served, folder.resolve("out"));
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<?>>();
            for (int i = 0; i < connections; i++) {
                asking.add(clients.submit(() -> ask(server, Request.binary(sample), expected)));
            }
            try {
                replace(server, files, served);
            } finally {
                isOver = true;
            }
            for (var each : asking) each.get();
        }
        System.out.printf(Locale.ROOT, "%,d reloads, %,d answers, each with the numbers of its version%n", reloads,
                answers.get());
        return 0;
    }

    /// Replaces the file, and waits each time until the server has seen it.
    private void replace(ServerProcess server, List<Path> files, Path served) throws IOException, InterruptedException {
        try (var connection = new Connection(server.uri())) {
            for (int i = 1; i <= reloads; i++) {
                var next = served.resolveSibling("next");
                if (i % 10 == 0) {
                    var bytes = Files.readAllBytes(files.getFirst());
                    Files.write(next, Arrays.copyOf(bytes, bytes.length * (i % 97) / 97));
                } else {
                    Files.copy(files.get(i % VERSIONS), next, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(next, served, StandardCopyOption.ATOMIC_MOVE);
                while (reloads(server, connection) < i) Thread.sleep(20);
            }
        }
    }

    private static long reloads(ServerProcess server, Connection connection) throws IOException {
        var request = "GET /metrics HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(server.uri().getAuthority())
                .getBytes(StandardCharsets.US_ASCII);
        var text = connection.ask(request).orElseThrow(() -> new IOException("the server closed a connection")).text();
        return RELOADS.matcher(text).results().mapToLong(found -> (long) Double.parseDouble(found.group(2))).sum();
    }

    private long ask(ServerProcess server, Request request, Map<String, float[]> expected) throws IOException {
        var wire = request.wire(server.uri().getAuthority());
        try (var connection = new Connection(server.uri())) {
            while (!isOver) {
                var answer = connection.ask(wire).orElseThrow(() -> new IOException("a request has no answer"));
                var version = VERSION.matcher(answer.text());
                if (answer.status() != 200 || !version.find()) {
                    throw new IOException(
                            "expected status 200 and a version, found " + answer.status() + " " + answer.text());
                }
                var numbers = expected.get(version.group(1));
                if (numbers == null
                        || !Arrays.equals(Request.little(numbers), tail(answer.body(), numbers.length * Float.BYTES))) {
                    throw new IOException("the numbers are not those of version " + version.group(1));
                }
                answers.incrementAndGet();
            }
        }
        return answers.get();
    }

    private static byte[] tail(byte[] bytes, int count) {
        return Arrays.copyOfRange(bytes, bytes.length - count, bytes.length);
    }
}
