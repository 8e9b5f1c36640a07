package dev.hourglass.studio.model;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.model.TableModel;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.spec.SpecException;
import dev.hourglass.studio.page.Answer;
import dev.hourglass.table.Reason;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.DescribedTable;
import dev.hourglass.tables.training.EvaluatedTable;
import dev.hourglass.tables.training.TableTraining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// How unusual rows or pictures are: their scores, the strangest of them, and the threshold of the model of a table, which can be moved.
public final class AnomalyEndpoints {
    private static final String MODEL = "/api/models/{model}";
    private static final int STRANGEST = 24;
    /// Scores of a group that are sent; where there are more, those at equal distances in their order stand for all.
    private static final int MOST_SCORES = 4000;

    private final ModelLibrary models;
    private final Map<String, Evaluated> evaluated = new LinkedHashMap<>();

    /// @param hash of the model's weights
    private record Evaluated(String hash, EvaluatedTable table) {}

    public AnomalyEndpoints(ModelLibrary models) {
        this.models = models;
    }

    /// Adds their paths.
    public void addTo(Router router) {
        router.with("GET", MODEL + "/scores", this::scores)
                .with("GET", MODEL + "/anomalies", this::anomalies)
                .with("PUT", MODEL + "/threshold", this::threshold);
    }

    private StudioModel model(Exchange exchange) {
        return models.get(exchange.part("model"));
    }

    private void scores(Exchange exchange) {
        var of = model(exchange);
        var fields = new LinkedHashMap<String, Object>();
        var table = TableModel.of(of.model());
        if (table.isPresent()) {
            var found = evaluated(of, table.get());
            fields.put("kind", "table");
            fields.put("threshold", table.get().threshold());
            fields.put("rows", found.summary().rows());
            fields.put("groups", found.summary().scores().stream()
                    .map(group -> group(group.label(), group.scores())).toList());
            found.evaluation().ifPresent(labelled -> {
                fields.put("auc", labelled.model().area());
                fields.put("auc_forest", labelled.forest().area());
            });
            fields.put("calibration", table.get().calibration().count());
        } else {
            var errors = of.model().score(of.samples(false));
            fields.put("kind", "samples");
            fields.put("rows", errors.length);
            fields.put("groups", List.of(group("test samples", errors)));
        }
        Answer.json(exchange, fields);
    }

    private static Map<String, Object> group(String label, double[] scores) {
        var sorted = scores.clone();
        Arrays.sort(sorted);
        var some = sorted.length <= MOST_SCORES
                ? sorted
                : IntStream.range(0, MOST_SCORES)
                        .mapToDouble(i -> sorted[(int) ((long) i * (sorted.length - 1) / (MOST_SCORES - 1))])
                        .toArray();
        return Map.of("label", label, "count", scores.length, "scores", Arrays.stream(some).boxed().toList());
    }

    private void anomalies(Exchange exchange) {
        var of = model(exchange);
        var rows = new ArrayList<Map<String, Object>>();
        var table = TableModel.of(of.model());
        if (table.isPresent()) {
            for (var row : evaluated(of, table.get()).summary().strangest()) {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("id", row.id());
                fields.put("score", row.score());
                fields.put("p_value", row.pValue());
                row.label().ifPresent(label -> fields.put("label", label));
                fields.put("reasons", row.reasons().stream().map(Reason::text).toList());
                rows.add(fields);
            }
        } else {
            var samples = of.samples(false);
            var errors = of.model().score(samples);
            IntStream.range(0, errors.length).boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -errors[i])).limit(STRANGEST)
                    .forEach(i -> {
                        var fields = new LinkedHashMap<String, Object>();
                        fields.put("sample", i);
                        fields.put("id", samples.sampleNames().isEmpty() ? Integer.toString(i)
                                : samples.sampleNames().get(i));
                        fields.put("score", errors[i]);
                        samples.labels().ifPresent(labels -> fields.put("label", labels.names().get(labels.of(i))));
                        rows.add(fields);
                    });
        }
        Answer.json(exchange, rows);
    }

    private EvaluatedTable evaluated(StudioModel of, TableModel model) {
        var hash = of.model().weightsSha256();
        synchronized (evaluated) {
            var known = evaluated.get(of.id());
            if (known != null && known.hash().equals(hash)) {
                return known.table();
            }
        }
        var source = source(of.id());
        try (var table = TableTraining.format(model).map(format -> Table.open(source, format, TableLimits.DEFAULT))
                .orElseGet(() -> Table.open(source, TableLimits.DEFAULT))) {
            var found = EvaluatedTable.of(model, table, present(table, TableTraining.id(model)),
                    present(table, TableTraining.label(model)), true, TestEvaluation.SEED);
            synchronized (evaluated) {
                evaluated.put(of.id(), new Evaluated(hash, found));
            }
            return found;
        }
    }

    /// The table that the model's run was trained on, as its spec names it.
    private TableSource source(String run) {
        try {
            var spec = SpecDocument.read(models.runs().get(run).run().folder().spec());
            return new DescribedTable(spec.table(List.of())).source();
        } catch (SpecException e) {
            throw new DataException(
                    "the run's spec.yaml does not say what table the model was trained on: " + e.getMessage());
        }
    }

    private static Optional<String> present(Table table, Optional<String> column) {
        return column.filter(name -> table.format().column(name).isPresent());
    }

    /// Writes another threshold into the model file.
    private void threshold(Exchange exchange) throws IOException {
        var of = model(exchange);
        var model = TableModel.of(of.model())
                .orElseThrow(() -> new HttpError(400, "the model is not one of a table, so its file has no threshold"));
        if (!(Answer.object(exchange).get("score") instanceof Number score) || !(score.doubleValue() >= 0)
                || Double.isInfinite(score.doubleValue())) {
            throw new HttpError(400, "score: expected a number that is not negative");
        }
        model.withThreshold(score.doubleValue())
                .save(models.runs().get(of.id()).run().folder().model());
        Answer.json(exchange, Map.of("threshold", score.doubleValue()));
    }
}
