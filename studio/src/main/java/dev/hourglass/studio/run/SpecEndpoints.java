package dev.hourglass.studio.run;

import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.experiments.yaml.SpecPlaces;
import dev.hourglass.model.ParameterCount;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.spec.SpecException;
import dev.hourglass.studio.page.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Specs while they are written: the parser's own sentences, with their places, and what the network would be.
public final class SpecEndpoints {
    private static final String NAME = "spec";
    private static final Pattern MARKED = Pattern.compile("(?s)spec, line (\\d+), column (\\d+): (.*)");
    private static final Pattern WORD = Pattern.compile("([a-z0-9_]+)");
    private static final Pattern PATH = Pattern.compile("[a-z0-9_. ()]{1,200}");

    private final DataList data;

    public SpecEndpoints(DataList data) {
        this.data = data;
    }

    /// Adds their paths.
    public void addTo(Router router) {
        router.with("GET", "/api/schema", exchange -> Answer.json(exchange,
                Map.of("samples", SpecDocument.schema(), "table", SpecDocument.tableSchema())))
                .with("GET", "/api/examples", this::examples)
                .with("GET", "/api/data", this::data)
                .with("POST", "/api/specs/check", this::check);
    }

    private void examples(Exchange exchange) {
        Answer.json(exchange, Gallery.examples().stream()
                .filter(example -> example.data().filter(data::isKnown).isPresent())
                .map(example -> Map.of("name", example.name(), "title", example.title(), "spec", example.spec()))
                .toList());
    }

    private void data(Exchange exchange) {
        Answer.json(exchange, data.all().entrySet().stream()
                .map(each -> Map.of("id", each.getKey(), "name", each.getValue())).toList());
    }

    /// The data that a spec names.
    ///
    /// @throws HttpError with the parser's sentence if it is no spec
    static Optional<String> data(String spec) {
        try {
            var document = SpecDocument.parse(NAME, spec);
            return document.isOfTable() ? document.table(List.of()).data() : document.experiment(List.of()).data();
        } catch (SpecException e) {
            throw new HttpError(400, String.valueOf(e.getMessage()));
        }
    }

    private void check(Exchange exchange) throws IOException {
        var spec = Answer.text(Answer.object(exchange), "spec")
                .orElseThrow(() -> new HttpError(400, "spec: expected a text"));
        var fields = new LinkedHashMap<String, Object>();
        try {
            var document = SpecDocument.parse(NAME, spec);
            if (document.isOfTable()) {
                var experiment = document.table(List.of());
                experiment.data().ifPresent(name -> fields.put("data", name));
            } else {
                var experiment = document.experiment(List.of());
                experiment.data().ifPresent(name -> fields.put("data", name));
                fields.put("layers", RunEndpoints.layers(experiment.model()));
                fields.put("parameters", ParameterCount.of(experiment.model()));
                fields.put("epochs", experiment.train().epochs());
            }
            fields.put("ok", true);
            fields.put("data_known", fields.get("data") instanceof String name && data.isKnown(name));
        } catch (SpecException e) {
            fields.put("ok", false);
            fields.putAll(error(spec, String.valueOf(e.getMessage())));
        } catch (ArithmeticException _) {
            fields.put("ok", false);
            fields.put("message", "the spec has more weights than can be counted");
        }
        Answer.json(exchange, fields);
    }

    private static Map<String, Object> error(String spec, String message) {
        var marked = MARKED.matcher(message);
        if (marked.matches()) {
            return Map.of("line", Integer.valueOf(marked.group(1)), "column", Integer.valueOf(marked.group(2)),
                    "message", marked.group(3));
        }
        var sentence = message.startsWith(NAME + ": ") ? message.substring(NAME.length() + 2) : message;
        var place = place(SpecPlaces.of(spec), sentence);
        return Map.of("line", place.line(), "column", place.column(), "message", sentence);
    }

    /// Messages begin with one place or several, such as `model.encoder layer 2 (dense) units: ` and `model: decoder layer 1: `.
    private static SpecPlaces.Place place(SpecPlaces places, String sentence) {
        var found = new SpecPlaces.Place(1, 1);
        var path = new ArrayList<String>();
        for (var part : sentence.split(": ", -1)) {
            if (!PATH.matcher(part).matches()) {
                // `train: epochs must be at least 1`, `train: unknown key 'epoch'`
                var words = WORD.matcher(part);
                while (words.find()) {
                    var longer = new ArrayList<>(path);
                    longer.add(words.group(1));
                    var exact = places.exactly(longer);
                    if (exact.isPresent()) return exact.get();
                }
                break;
            }
            path.addAll(Arrays.stream(part.replace("layer", "").split("[ .()]+", -1)).filter(word -> !word.isEmpty())
                    .toList());
            found = places.of(path).orElse(found);
        }
        return found;
    }
}
