package dev.hourglass.bench.serving;

import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A server that is stopped under load.
@Command(
        name = "stop",
        description = {
            "Stops the server (SIGTERM) again and again under load, at random moments.",
            "",
            "No request that it took may be without an answer: it logs as many as clients have answers, and no answer is cut. A request that it "
                    + "did not take finds the connection closed, or has status 503. Ends with exit code 1 otherwise.",
            ""
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
final class StopTrial implements Callable<Integer> {
    private static final int LONGEST_MILLIS = 2000;

    @Parameters(paramLabel = "MODEL", description = "A model of samples.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Option(names = "--stops", paramLabel = "N", defaultValue = "50", description = "How often.")
    private int stops;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "16", description = "At a time.")
    private int connections;

    private long accepted;
    private long refused;
    private long closed;

    @Override
    public Integer call() throws Exception {
        var request = Request.binary(ServedSample.of(TrainedAutoencoder.load(model)));
        var log = Files.createTempFile("hourglass-serving", ".log");
        var random = new Random(1);
        for (int i = 0; i < stops; i++) stop(request, log, random.nextInt(LONGEST_MILLIS));
        System.out.printf(Locale.ROOT,
                "%d stops: %,d requests taken and answered, %,d answered by 503, %,d met a closed connection%n", stops,
                accepted, refused, closed);
        return 0;
    }

    private void stop(Request request, Path log, int after) throws Exception {
        var answered = new AtomicLong();
        var unavailable = new AtomicLong();
        var begun = new AtomicBoolean();
        try (var server = ServerProcess.ofModel(model, log, "--access-log");
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<?>>();
            for (int i = 0; i < connections; i++) {
                asking.add(clients.submit(() -> {
                    ask(server, request, answered, unavailable, begun);
                    return 0;
                }));
            }
            while (!begun.get()) Thread.sleep(1);
            Thread.sleep(after);
            server.terminate();
            server.awaitEnd();
            for (var each : asking) each.get();
        }
        long logged;
        try (var lines = Files.lines(log)) {
            logged = lines.filter(line -> line.contains("\"status\":200")).count();
        }
        if (logged != answered.get()) {
            throw new IOException(
                    "the server took %d requests, clients have %d answers".formatted(logged, answered.get()));
        }
        accepted += answered.get();
        refused += unavailable.get();
        closed += connections;
    }

    /// Asks until the server takes no more requests.
    private static void ask(ServerProcess server, Request request, AtomicLong answered, AtomicLong unavailable,
            AtomicBoolean begun)
            throws IOException {
        var wire = request.wire(server.uri().getAuthority());
        while (true) {
            try (var connection = new Connection(server.uri())) {
                var answer = connection.ask(wire);
                while (answer.isPresent() && answer.get().status() == 200) {
                    begun.set(true);
                    answered.incrementAndGet();
                    answer = connection.ask(wire);
                }
                if (answer.isPresent() && answer.get().status() != 503) {
                    throw new IOException("expected status 200 or 503, found " + answer.get().status());
                }
                answer.ifPresent(_ -> unavailable.incrementAndGet());
            } catch (ConnectException _) {
                return;
            } catch (UncheckedIOException e) {
                throw new IOException("an answer was cut", e);
            }
        }
    }
}
