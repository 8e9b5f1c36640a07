package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunStatus;
import dev.hourglass.experiments.report.LayerRow;
import dev.hourglass.experiments.report.Metric;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.studio.page.Answer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs: what they are, how they go, and starting, stopping and resuming them.
public final class RunEndpoints {
    private static final String RUN = "/api/runs/{run}";
    private static final Pattern SNAPSHOT = Pattern.compile("(\\d{1,9})\\.(png|codes)");
    private static final String PNG = "image/png";
    private static final String BYTES = "application/octet-stream";
    private static final int MOST_COMPARED = 12;
    private static final int MOST_EPOCHS = 1_000_000;
    private static final String TEST = "test.";

    private final RunList runs;
    private final Trainings trainings;
    private final DataList data;

    public RunEndpoints(RunList runs, Trainings trainings, DataList data) {
        this.runs = runs;
        this.trainings = trainings;
        this.data = data;
    }

    /// Adds their paths.
    public void addTo(Router router) {
        router.with("GET", "/api/runs", this::list)
                .with("POST", "/api/runs", this::start)
                .with("GET", RUN, this::one)
                .with("GET", RUN + "/history", exchange -> history(exchange, view(exchange)))
                .with("GET", RUN + "/snapshots", exchange -> snapshots(exchange, view(exchange)))
                .with("GET", RUN + "/snapshots/{file}", exchange -> snapshot(exchange, view(exchange)))
                .with("GET", RUN + "/report", exchange -> report(exchange, view(exchange)))
                .with("POST", RUN + "/stop", this::stop)
                .with("POST", RUN + "/resume", this::resume)
                .with("POST", RUN + "/extend", this::extend)
                .with("GET", "/api/compare", this::compare);
    }

    private RunView view(Exchange exchange) {
        return runs.get(exchange.part("run"));
    }

    private void list(Exchange exchange) {
        var all = new ArrayList<>(runs.all().stream().map(RunView::summary).toList());
        all.addAll(trainings.others(all.stream().map(summary -> (String) summary.get("id")).toList()));
        var name = runs.folder().toAbsolutePath().normalize().getFileName();
        Answer.json(exchange, Map.of("folder", String.valueOf(name), "runs", all));
    }

    private void one(Exchange exchange) {
        var id = exchange.part("run");
        RunView view;
        try {
            view = runs.get(id);
        } catch (HttpError e) {
            Answer.json(exchange, trainings.other(id).orElseThrow(() -> e));
            return;
        }
        var fields = new LinkedHashMap<>(view.summary());
        var spec = view.run().spec().orElse("");
        fields.put("spec", spec);
        fields.put("problems", view.status().map(RunStatus::diagnostics).orElse(List.of()).stream()
                .map(found -> Map.of("message", found.message(), "fatal", found.fatal())).toList());
        fields.put("output", trainings.output(id));
        fields.put("report", Files.exists(view.run().folder().report()));
        var model = model(view);
        var network = model.map(TrainedAutoencoder::spec).or(() -> network(spec));
        network.ifPresent(found -> fields.put("layers", layers(found)));
        fields.put("measures", model.map(RunEndpoints::measures).orElse(List.of()));
        Answer.json(exchange, fields);
    }

    private static Optional<TrainedAutoencoder> model(RunView view) {
        try {
            var file = view.run().folder().model();
            return Files.exists(file) ? Optional.of(TrainedAutoencoder.load(file)) : Optional.empty();
        } catch (ModelFileException _) {
            return Optional.empty();
        }
    }

    private static Optional<Autoencoder> network(String spec) {
        try {
            var document = SpecDocument.parse("spec.yaml", spec);
            return document.isOfTable() ? Optional.empty() : Optional.of(document.experiment(List.of()).model());
        } catch (SpecException _) {
            return Optional.empty();
        }
    }

    static List<Map<String, Object>> layers(Autoencoder spec) {
        var layers = new ArrayList<Map<String, Object>>();
        for (var row : LayerRow.of(spec)) {
            var layer = new LinkedHashMap<String, Object>();
            layer.put("place", row.place());
            layer.put("layer", row.layer());
            layer.put("output", row.output().dims());
            layer.put("size", row.output().size());
            layer.put("parameters", row.parameters());
            layers.add(layer);
        }
        return layers;
    }

    private static List<Map<String, String>> measures(TrainedAutoencoder model) {
        return Metric.of(metrics(model)).stream()
                .map(metric -> Map.of("label", metric.label(), "value", metric.value(), "unit", metric.unit()))
                .toList();
    }

    private static Map<String, Double> metrics(TrainedAutoencoder model) {
        var metrics = new LinkedHashMap<String, Double>();
        model.metadata().forEach((key, value) -> {
            if (key.startsWith(TEST)) {
                try {
                    metrics.put(key.substring(TEST.length()), Double.valueOf(value));
                } catch (NumberFormatException _) {
                    // not a measure
                }
            }
        });
        return metrics;
    }

    private static void history(Exchange exchange, RunView view) {
        view.update();
        Answer.json(exchange, view.history().columns(Answer.whole(exchange, "after", 0, Integer.MAX_VALUE, 0)));
    }

    private static void snapshots(Exchange exchange, RunView view) throws IOException {
        var folder = view.run().folder().snapshots();
        var epochs = folder.epochs();
        if (epochs.isEmpty() || !Files.exists(folder.index())) {
            Answer.json(exchange, Map.of("epochs", List.of()));
            return;
        }
        // The index is JSON already.
        String index;
        try {
            index = Files.readString(folder.index()).strip();
        } catch (CharacterCodingException _) {
            throw new HttpError(404, "the snapshots of this run are damaged");
        }
        exchange.send(200, Exchange.JSON, "{\"epochs\":%s,\"index\":%s}".formatted(epochs, index)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void snapshot(Exchange exchange, RunView view) throws IOException {
        var folder = view.run().folder().snapshots();
        var file = exchange.part("file");
        if (file.equals("samples.png")) {
            exchange.send(200, PNG, bytes(folder.samples()));
            return;
        }
        var name = SNAPSHOT.matcher(file);
        if (!name.matches()) {
            throw new HttpError(404, "expected EPOCH.png, EPOCH.codes or samples.png");
        }
        int epoch = Integer.parseInt(name.group(1));
        if (name.group(2).equals("png")) {
            exchange.send(200, PNG, bytes(folder.sheet(epoch)));
            return;
        }
        // The floats of an NPY file of two columns come last.
        var npy = bytes(folder.codes(epoch));
        int head = npy.length < 10 ? npy.length + 1 : 10 + (npy[8] & 255) + ((npy[9] & 255) << 8);
        if (head > npy.length) {
            throw new HttpError(404, "the snapshot of this epoch is damaged");
        }
        exchange.send(200, BYTES, Arrays.copyOfRange(npy, head, npy.length));
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new HttpError(404, "there is no snapshot of this epoch");
        }
        return Files.readAllBytes(file);
    }

    /// The report shows itself in a frame of its own, which runs no scripts.
    private static void report(Exchange exchange, RunView view) throws IOException {
        var file = view.run().folder().report();
        if (!Files.exists(file)) {
            throw new HttpError(404, "the run has no report");
        }
        exchange.header("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox");
        exchange.send(200, "text/html;charset=utf-8", Files.readAllBytes(file));
    }

    private void start(Exchange exchange) throws IOException {
        var body = Answer.object(exchange);
        var spec = Answer.text(body, "spec").orElseThrow(() -> new HttpError(400, "spec: expected a text"));
        var name = Trainings.name(Answer.text(body, "name").orElse("run"));
        var chosen = Answer.text(body, "data").filter(id -> !id.isEmpty()).map(data::name);
        var own = SpecEndpoints.data(spec);
        if (chosen.isEmpty()) {
            var named = own.orElseThrow(() -> new HttpError(400, "the spec has no data to train on; choose some"));
            if (!data.isKnown(named)) {
                throw new HttpError(400,
                        "data: expected data that this studio knows, found others; choose some from the list, or name them with hourglass studio --data");
            }
        }
        Answer.json(exchange, Map.of("id", trainings.start(name, spec, chosen)));
    }

    private void stop(Exchange exchange) {
        trainings.stop(exchange.part("run"));
        Answer.json(exchange, Map.of("stopping", true));
    }

    private void resume(Exchange exchange) {
        var view = view(exchange);
        if (view.status().filter(status -> status.state() == RunStatus.State.COMPLETED).isPresent()) {
            throw new HttpError(409, "the run has all its epochs; train it for more with /extend");
        }
        trainings.resume(view, Optional.empty());
        Answer.json(exchange, Map.of("id", view.run().id()));
    }

    private void extend(Exchange exchange) throws IOException {
        var view = view(exchange);
        int done = view.status().map(status -> status.progress().epoch()).orElse(0);
        if (!(Answer.object(exchange).get("epochs") instanceof Integer more) || more < 1 || more > MOST_EPOCHS) {
            throw new HttpError(400, "epochs: expected a whole number from 1 to " + MOST_EPOCHS);
        }
        trainings.resume(view, Optional.of(done + more));
        Answer.json(exchange, Map.of("id", view.run().id()));
    }

    private void compare(Exchange exchange) {
        var ids = exchange.parameter("runs").map(text -> text.split(",")).orElse(new String[0]);
        if (ids.length < 1 || ids.length > MOST_COMPARED) {
            throw new HttpError(400, "runs: expected 1 to %d ids, separated by commas".formatted(MOST_COMPARED));
        }
        var views = Arrays.stream(ids).map(runs::get).toList();
        Answer.json(exchange, Map.of(
                "runs", views.stream().map(RunView::summary).toList(),
                "spec",
                RunComparison.differences(views.stream().map(view -> flat(view.run().spec().orElse(""))).toList()),
                "measures", RunComparison.all(views.stream()
                        .map(view -> model(view).map(RunEndpoints::words).orElse(Map.of())).toList())));
    }

    private static Map<String, String> words(TrainedAutoencoder model) {
        var words = new LinkedHashMap<String, String>();
        Metric.of(metrics(model)).forEach(metric -> words.put(metric.label(),
                (metric.value() + " " + metric.unit()).strip()));
        return words;
    }

    private static Map<String, String> flat(String spec) {
        try {
            return SpecDocument.parse("spec.yaml", spec).values();
        } catch (SpecException _) {
            return Map.of();
        }
    }
}
