package dev.hourglass.server.metrics;

import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.RequestRecord;
import dev.hourglass.server.http.Router;
import dev.hourglass.server.serving.ServedModel;
import dev.hourglass.server.serving.ServingObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a server counts. Labels are names of models and statuses, never what a client writes.
public final class ServerMetrics implements ServingObserver {
    private static final String MODEL = "model";
    private static final String NO_MODEL = "";
    /// From a ten-thousandth of a second on, each twice the one before.
    private static final double[] SECONDS = powers(1e-4, 2, 17);
    private static final double[] ROWS = powers(1, 2, 13);
    /// Of errors and scores, whose size depends on the data.
    private static final double[] ERRORS = powers(1e-5, Math.sqrt(10), 17);
    private static final Map<Integer, String> REJECTIONS = Map.of(
            401, "token", 403, "origin", 413, "too_large", 415, "content_type", 421, "host", 429, "queue_full", 503,
            "draining", 504, "too_late");

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final Counter requests = counter("hourglass_requests", "Requests that were answered, by model and status.",
            MODEL, "code");
    private final Counter rejections = counter("hourglass_rejections",
            "Requests that were refused before a model saw them, by reason.", "reason");
    private final Counter rows = counter("hourglass_rows", "Rows that went through a model.", MODEL);
    private final Counter reloads = counter("hourglass_reloads",
            "Files that changed, by model and whether they could be loaded.", MODEL, "result");
    private final Histogram requestSeconds = histogram("hourglass_request_seconds",
            "From the first byte of a request to the last one of its answer.", SECONDS);
    private final Histogram queueSeconds = histogram("hourglass_queue_seconds", "That a request waited for its batch.",
            SECONDS);
    private final Histogram inferenceSeconds = histogram("hourglass_inference_seconds", "That a batch took.", SECONDS);
    private final Histogram batchRows = histogram("hourglass_batch_rows", "Rows of a batch.", ROWS);
    private final Histogram errors = histogram("hourglass_reconstruction_error",
            "Of rows, where requests asked for what tells it: mean squared errors of samples, anomaly scores of the rows of tables.",
            ERRORS);
    private final Gauge models = Gauge.builder().name("hourglass_model_info").help("1 for the version that is served.")
            .labelNames(MODEL, "version").register(registry);

    public ServerMetrics() {
        JvmMetrics.builder().register(registry);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private Histogram histogram(String name, String help, double... bounds) {
        return Histogram.builder().name(name).help(help).labelNames(MODEL).classicOnly().classicUpperBounds(bounds)
                .register(registry);
    }

    private static double[] powers(double first, double factor, int count) {
        var powers = new double[count];
        powers[0] = first;
        for (int i = 1; i < count; i++) powers[i] = powers[i - 1] * factor;
        return powers;
    }

    /// Adds `GET /metrics`.
    public void addTo(Router router) {
        router.with("GET", "/metrics", this::answer);
    }

    private void answer(Exchange exchange) throws IOException {
        var bytes = new ByteArrayOutputStream();
        writer.write(bytes, registry.scrape());
        exchange.send(200, PrometheusTextFormatWriter.CONTENT_TYPE, bytes.toByteArray());
    }

    /// A request was answered.
    public void answered(RequestRecord request) {
        var model = request.subject().orElse(NO_MODEL);
        requests.labelValues(model, Integer.toString(request.status())).inc();
        requestSeconds.labelValues(model).observe(request.seconds());
        var reason = REJECTIONS.get(request.status());
        if (reason != null) {
            rejections.labelValues(reason).inc();
        }
    }

    @Override
    public void batch(String model, int count, double seconds, double[] rowErrors) {
        rows.labelValues(model).inc(count);
        batchRows.labelValues(model).observe(count);
        inferenceSeconds.labelValues(model).observe(seconds);
        var histogram = errors.labelValues(model);
        for (double error : rowErrors) histogram.observe(error);
    }

    @Override
    public void waited(String model, double seconds) {
        queueSeconds.labelValues(model).observe(seconds);
    }

    @Override
    public void loaded(String model, ServedModel served) {
        var before = versions.put(model, served.version());
        if (before != null) {
            models.remove(model, before);
            reloads.labelValues(model, "loaded").inc();
        }
        models.labelValues(model, served.version()).set(1);
    }

    @Override
    public void failed(String model, String reason) {
        reloads.labelValues(model, "failed").inc();
    }
}
