package dev.hourglass.server;

import dev.hourglass.data.DataException;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.server.http.HttpOptions;
import dev.hourglass.server.http.HttpServer;
import dev.hourglass.server.http.Router;
import dev.hourglass.server.metrics.ServerMetrics;
import dev.hourglass.server.protocol.MlflowScoring;
import dev.hourglass.server.protocol.OpenInference;
import dev.hourglass.server.protocol.PictureEndpoints;
import dev.hourglass.server.protocol.Readiness;
import dev.hourglass.server.protocol.ServingLimits;
import dev.hourglass.server.protocol.Welcome;
import dev.hourglass.server.serving.BatchLimits;
import dev.hourglass.server.serving.ModelRepository;
import dev.hourglass.server.serving.ModelSource;
import dev.hourglass.server.serving.ServedModel;
import dev.hourglass.server.serving.ServingObserver;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Models behind HTTP: the Open Inference Protocol, MLflow's scoring protocol and pictures, with metrics and reload. To embed in a program, or to
/// run as `hourglass serve`.
public final class ScoringServer implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration HEADERS = Duration.ofSeconds(10);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);
    private static final int HEADER_BYTES = 8 << 10;
    private static final int SLOWEST_BYTES_A_SECOND = 1024;
    private static final List<String> OPEN_PATHS = List.of("/v2/health/live", "/v2/health/ready", "/ping", "/health");

    private final ServerOptions options;
    private final ServerLog log;
    private final ServerMetrics metrics = new ServerMetrics();
    private final Readiness readiness = new Readiness();
    private final ModelRepository models;
    private final HttpServer http;
    private final Thread reloading;

    private ScoringServer(List<ModelSource> sources, ServerOptions options, ServerLog log) {
        this.options = options;
        this.log = log;
        var batches = new BatchLimits(
                options.batchRows(), options.batchDelay(), options.queueRows(),
                Runtime.getRuntime().availableProcessors());
        this.models = new ModelRepository(sources, batches, new Observer());
        this.http = new HttpServer(httpOptions(options), router(), record -> {
            metrics.answered(record);
            log.request(record);
        });
        this.reloading = Thread.ofPlatform().daemon().name("reload").unstarted(this::reload);
    }

    /// Loads models and begins to answer requests, once all are warm.
    ///
    /// @param sources the models and their names
    /// @throws ModelFileException if a file is missing, damaged or not a model
    /// @throws SpecException if a model cannot be served, or the address needs a token
    /// @throws DataException if there is no model
    /// @throws IOException if the address is not one of this machine, or is in use
    public static ScoringServer start(List<ModelSource> sources, ServerOptions options, ServerLog log)
            throws IOException {
        if (options.token().isEmpty() && !InetAddress.getByName(options.host()).isLoopbackAddress()) {
            throw new SpecException(
                    "host %s: expected a token, since others can reach this address; give one, or listen on 127.0.0.1"
                            .formatted(options.host()));
        }
        var server = new ScoringServer(sources, options, log);
        server.http.start();
        server.reloading.start();
        return server;
    }

    private static HttpOptions httpOptions(ServerOptions options) {
        return new HttpOptions(options.host(), options.port(), options.token(), Optional.empty(),
                options.allowedHosts(), OPEN_PATHS,
                options.bodyBytes(),
                HEADER_BYTES, options.connections(), IDLE, HEADERS, SLOWEST_BYTES_A_SECOND);
    }

    private Router router() {
        var router = new Router(log::fault);
        var protocol = new OpenInference(models, new ServingLimits(options.rows(), options.timeout()), readiness,
                version());
        protocol.addTo(router);
        new PictureEndpoints(protocol).addTo(router);
        new MlflowScoring(protocol, models, readiness, options.defaultModel(), version()).addTo(router);
        metrics.addTo(router);
        new Welcome(models).addTo(router);
        return router;
    }

    /// From the jar's manifest, which classes outside a jar do not have.
    private static String version() {
        return Objects.requireNonNullElse(ScoringServer.class.getPackage().getImplementationVersion(), "development");
    }

    /// Looks for files that have changed, until it is interrupted.
    private void reload() {
        while (true) {
            try {
                Thread.sleep(options.reloadInterval());
                models.reload();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                log.fault(e);
            }
        }
    }

    /// Where it answers.
    public URI uri() {
        var host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + http.port());
    }

    /// The models that it serves.
    public ModelRepository models() {
        return models;
    }

    /// Stops: says that it is not ready, goes on for [ServerOptions#drainDelay], and then returns when all requests that have begun are
    /// answered.
    @Override
    public void close() {
        readiness.drain();
        try {
            Thread.sleep(options.drainDelay());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        reloading.interrupt();
        http.stop(LAST_ANSWERS);
    }

    private final class Observer implements ServingObserver {
        @Override
        public void batch(String model, int rows, double seconds, double[] errors) {
            metrics.batch(model, rows, seconds, errors);
        }

        @Override
        public void waited(String model, double seconds) {
            metrics.waited(model, seconds);
        }

        @Override
        public void loaded(String model, ServedModel served) {
            metrics.loaded(model, served);
            log.loaded(model, served.version());
        }

        @Override
        public void failed(String model, String reason) {
            metrics.failed(model, reason);
            log.failed(model, reason);
        }
    }
}
