package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.server.ScoringServer;
import dev.hourglass.server.ServerLog;
import dev.hourglass.server.ServerOptions;
import dev.hourglass.server.http.AccessToken;
import dev.hourglass.server.http.RequestRecord;
import dev.hourglass.server.serving.LiveModel;
import dev.hourglass.server.serving.ModelSource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hourglass serve`: models behind HTTP.
@Command(
        name = "serve",
        description = {
            "Serves models over HTTP: the Open Inference Protocol (KServe, Triton), MLflow's scoring protocol, and pictures.",
            "",
            "Ctrl-C or SIGTERM stops it, after the requests that have begun are answered. A model file that changes is loaded in the place of "
                    + "the one before.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass serve runs/denoise-1/model.hourglass",
            "  hourglass serve runs --port 9000",
            "  hourglass serve fraud=runs/claims-4/model.hourglass --host 0.0.0.0 --token-file token.txt --allow-host scoring:8080"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final int MOST_MEGABYTES = 1024;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "A model file, NAME=FILE to give it a name, or a folder of model files or runs.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> models;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "0 for any that is free.")
    private int port;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "Where to listen. Another address than this machine's own needs a token.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String host;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Requests have to show the token in this file. Without it one is made and printed where a token is needed.")
    private @Nullable Path tokenFile;

    @Option(names = "--allow-host", paramLabel = "NAME[:PORT]",
            description = "A name by which clients call the server. May be given more than once.")
    private List<String> allowedHosts = List.of();

    @Option(names = "--default", paramLabel = "NAME",
            description = "The model that answers /invocations, which names none. Default: the only one.")
    private @Nullable String defaultModel;

    @Option(names = "--batch-rows", paramLabel = "N", defaultValue = "256",
            description = "Rows that go through a model together, at most.")
    private int batchRows;

    @Option(names = "--batch-delay", paramLabel = "MS", defaultValue = "0",
            description = "Milliseconds that a request waits for others.")
    private int batchDelay;

    @Option(names = "--queue-rows", paramLabel = "N", defaultValue = "16384",
            description = "Rows that may wait for a model; more are refused (429).")
    private int queueRows;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "4096", description = "Rows of a request, at most.")
    private int rows;

    @Option(names = "--timeout", paramLabel = "S", defaultValue = "30",
            description = "Seconds after which a request is given up (504).")
    private int timeout;

    @Option(names = "--body", paramLabel = "MIB", defaultValue = "16", description = "Megabytes of a request, at most.")
    private int body;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "1024", description = "Connections at a time.")
    private int connections;

    @Option(names = "--drain-delay", paramLabel = "S", defaultValue = "0",
            description = "Seconds between saying that the server is not ready and closing its port.")
    private int drainDelay;

    @Option(names = "--access-log", description = "Write a line of JSON for each request to standard output.")
    private boolean hasAccessLog;

    public ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var token = token();
        var server = ScoringServer.start(ModelSource.of(models), options(token), new Log());
        console.report("serving %s at %s".formatted(
                server.models().models().stream().map(LiveModel::name).collect(Collectors.joining(", ")),
                server.uri()));
        if (tokenFile == null) {
            token.ifPresent(made -> console.report("token: " + made.text()));
        }
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            console.report("stopping ...");
            server.close();
            stopped.countDown();
        }, "stop"));
        stopped.await();
        return 0;
    }

    private Optional<AccessToken> token() throws IOException {
        if (tokenFile != null) {
            try {
                return Optional.of(AccessToken.read(tokenFile));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), "--token-file " + e.getMessage());
            }
        }
        return InetAddress.getByName(host).isLoopbackAddress() ? Optional.empty() : Optional.of(AccessToken.random());
    }

    private ServerOptions options(Optional<AccessToken> token) {
        try {
            return new ServerOptions(host, port, token, allowedHosts, Optional.ofNullable(defaultModel), batchRows,
                    Duration.ofMillis(batchDelay),
                    queueRows, rows,
                    Duration.ofSeconds(timeout), bodyBytes(), connections,
                    Duration.ofSeconds(drainDelay),
                    Duration.ofSeconds(1));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }

    private int bodyBytes() {
        if (body < 1 || body > MOST_MEGABYTES) {
            throw new IllegalArgumentException("body: expected 1 to %d, found %d".formatted(MOST_MEGABYTES, body));
        }
        return body << 20;
    }

    private final class Log implements ServerLog {
        @Override
        public void request(RequestRecord request) {
            if (hasAccessLog) {
                console.print(request.line());
            }
        }

        @Override
        public void loaded(String model, String version) {
            console.report("model %s: version %s".formatted(model, version));
        }

        @Override
        public void failed(String model, String reason) {
            console.report("model %s: the file has changed, and cannot be loaded; the one before is still served: %s"
                    .formatted(model, reason));
        }

        @Override
        public void fault(Throwable fault) {
            console.report("a request failed: " + fault);
        }
    }
}
