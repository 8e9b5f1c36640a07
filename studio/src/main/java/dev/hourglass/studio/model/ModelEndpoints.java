package dev.hourglass.studio.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.snapshot.Filters;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.studio.page.Answer;
import dev.hourglass.studio.page.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Models: what they are, and samples through them in either direction.
public final class ModelEndpoints {
    private static final String MODEL = "/api/models/{model}";
    private static final Pattern LAYER = Pattern.compile("([a-z0-9.]{1,60})\\.png");
    private static final int MOST_ROWS = 256;
    private static final int MOST_FILTERS = 256;
    private static final int MOST_SAMPLES = 4096;

    private final ModelLibrary models;

    public ModelEndpoints(ModelLibrary models) {
        this.models = models;
    }

    /// Adds their paths.
    public void addTo(Router router) {
        router.with("GET", "/api/models", this::list)
                .with("GET", MODEL, exchange -> Answer.json(exchange, describe(model(exchange))))
                .with("GET", MODEL + "/filters/{file}", this::filters)
                .with("GET", MODEL + "/codes", this::codes)
                .with("GET", MODEL + "/samples", this::samples)
                .with("POST", MODEL + "/encode", this::encode)
                .with("POST", MODEL + "/decode", this::decode)
                .with("POST", MODEL + "/reconstruct", this::reconstruct)
                .with("POST", MODEL + "/corrupt", this::corrupt)
                .with("POST", MODEL + "/interpolate", this::interpolate)
                .with("POST", MODEL + "/sample", this::sample)
                .with("POST", MODEL + "/activations", this::activations);
    }

    private StudioModel model(Exchange exchange) {
        return models.get(exchange.part("model"));
    }

    private void list(Exchange exchange) {
        Answer.json(exchange, models.all().stream().map(view -> Map.of("id", view.run().id(), "title",
                view.run().title())).toList());
    }

    private static Map<String, Object> describe(StudioModel of) {
        var model = of.model();
        var spec = model.spec();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", of.id());
        fields.put("kind", kind(of));
        fields.put("input", spec.input().dims());
        fields.put("features", spec.input().size());
        fields.put("code", spec.codeShape().dims());
        fields.put("code_size", of.codeSize());
        fields.put("variational", spec.latent() instanceof GaussianLatent);
        fields.put("corrupted", !(spec.corruption() instanceof NoCorruption));
        fields.put("classes", model.classNames());
        fields.put("data", RunMetadata.data(model).orElse(""));
        var picture = of.picture();
        picture.ifPresent(shape -> {
            fields.put("picture", shape.dims());
            fields.put("filters", shape.isImage() ? Filters.layers(model, shape) : List.of());
        });
        if (kind(of).equals("samples")) {
            try {
                var test = of.samples(false);
                fields.put("samples", test.size());
                fields.put("all_samples", of.samples(true).size());
                test.labels().map(Labels::names).ifPresent(names -> fields.put("label_names", names));
                var ranges = of.ranges();
                fields.put("ranges", Arrays.stream(ranges).map(ModelEndpoints::list).toList());
                if (of.codeSize() > 2) {
                    var plane = of.plane();
                    fields.put("plane", Map.of("mean", list(plane.mean()), "axes",
                            Arrays.stream(plane.axes()).map(ModelEndpoints::list).toList()));
                }
            } catch (DataException e) {
                fields.put("missing", String.valueOf(e.getMessage()));
            }
        }
        return fields;
    }

    private static String kind(StudioModel of) {
        if (WindowModel.of(of.model()).isPresent()) return "windows";
        if (TableModel.of(of.model()).isPresent()) return "table";
        return of.model().spec().isClassifier() ? "classifier" : "samples";
    }

    private static List<Float> list(float[] numbers) {
        var all = new ArrayList<Float>();
        for (float number : numbers) all.add(number);
        return all;
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private void filters(Exchange exchange) {
        var of = model(exchange);
        var name = LAYER.matcher(exchange.part("file"));
        var filters = name.matches()
                ? of.picture().filter(Shape::isImage)
                        .flatMap(shape -> Filters.of(of.model(), name.group(1), shape, MOST_FILTERS))
                : Optional.<Filters>empty();
        exchange.send(200, "image/png", filters.map(found -> Pictures.grid(found.tile(), found.tiles()))
                .orElseThrow(() -> new HttpError(404, "this layer has no weights to show as pictures")));
    }

    /// Two coordinates of each code, and the number of its class, -1 where there are none.
    private void codes(Exchange exchange) {
        var of = model(exchange);
        boolean isAll = exchange.parameter("part").filter("all"::equals).isPresent();
        var codes = of.codes(isAll);
        var labels = of.samples(isAll).labels();
        int size = of.codeSize();
        boolean isPlane = size > 2 && exchange.parameter("x").isEmpty();
        int x = Answer.whole(exchange, "x", 0, size - 1, 0);
        int y = Answer.whole(exchange, "y", 0, size - 1, Math.min(1, size - 1));
        var places = new float[codes.length * 3];
        for (int i = 0; i < codes.length; i++) {
            var code = codes[i];
            places[3 * i] = isPlane ? along(of.plane(), 0, code) : code[x];
            places[3 * i + 1] = isPlane ? along(of.plane(), 1, code) : size == 1 ? 0 : code[y];
            int sample = i;
            places[3 * i + 2] = labels.map(known -> known.of(sample)).orElse(-1);
        }
        Answer.floats(exchange, places);
    }

    private static float along(StudioModel.Plane plane, int axis, float[] code) {
        double sum = 0;
        for (int d = 0; d < code.length; d++) sum += plane.axes()[axis][d] * (code[d] - plane.mean()[d]);
        return (float) sum;
    }

    /// Some samples, one behind the other.
    private void samples(Exchange exchange) {
        boolean isAll = exchange.parameter("part").filter("all"::equals).isPresent();
        var samples = model(exchange).samples(isAll);
        int from = Answer.whole(exchange, "from", 0, samples.size() - 1, 0);
        int count = Answer.whole(exchange, "count", 1, MOST_SAMPLES, 1);
        Answer.floats(exchange, IntStream.range(from, Math.min(samples.size(), from + count))
                .mapToObj(samples::sample).toArray(float[][]::new));
    }

    /// Labels of the class that a query names, where the model is conditioned on classes.
    private static Optional<Labels> labels(Exchange exchange, StudioModel of, int count) {
        int classes = of.model().spec().latent().classes();
        if (classes == 0) {
            return Optional.empty();
        }
        var all = new int[count];
        Arrays.fill(all, Answer.whole(exchange, "class", 0, classes - 1, 0));
        return Optional.of(of.model().labels(all));
    }

    private static Dataset rows(Exchange exchange, StudioModel of) throws IOException {
        var rows = Answer.rows(exchange, of.model().spec().input().size(), MOST_ROWS);
        return Dataset.ofFloats("the samples", of.model().spec().input(), rows.length,
                (sample, into) -> System.arraycopy(rows[sample], 0, into, 0, into.length),
                labels(exchange, of, rows.length));
    }

    private void encode(Exchange exchange) throws IOException {
        var of = model(exchange);
        Answer.floats(exchange, of.model().encode(rows(exchange, of)));
    }

    private void decode(Exchange exchange) throws IOException {
        var of = model(exchange);
        var codes = Answer.rows(exchange, of.codeSize(), MOST_ROWS);
        Answer.floats(exchange, decoded(exchange, of, codes));
    }

    private static float[][] decoded(Exchange exchange, StudioModel of, float[][] codes) {
        return labels(exchange, of, codes.length).map(labels -> of.model().decode(codes, labels))
                .orElseGet(() -> of.model().decode(codes));
    }

    private void reconstruct(Exchange exchange) throws IOException {
        var of = model(exchange);
        Answer.floats(exchange, of.model().reconstruct(rows(exchange, of)));
    }

    /// The samples as the model's own corruption leaves them.
    private void corrupt(Exchange exchange) throws IOException {
        var of = model(exchange);
        long seed = Answer.whole(exchange, "seed", 0, Integer.MAX_VALUE, (int) TestEvaluation.SEED);
        var corrupted = of.model().corrupt(rows(exchange, of), seed);
        Answer.floats(exchange, IntStream.range(0, corrupted.size()).mapToObj(corrupted::sample)
                .toArray(float[][]::new));
    }

    /// Decoded codes on the way from one code to another.
    private void interpolate(Exchange exchange) throws IOException {
        var of = model(exchange);
        var ends = Answer.rows(exchange, of.codeSize(), 2);
        if (ends.length != 2) {
            throw new HttpError(400, "expected two codes, found one");
        }
        int steps = Answer.whole(exchange, "steps", 2, MOST_ROWS, 11);
        var way = new float[steps][of.codeSize()];
        for (int i = 0; i < steps; i++) {
            float share = (float) i / (steps - 1);
            for (int d = 0; d < way[i].length; d++) way[i][d] = ends[0][d] + share * (ends[1][d] - ends[0][d]);
        }
        Answer.floats(exchange, decoded(exchange, of, way));
    }

    /// New samples of a variational model.
    private void sample(Exchange exchange) {
        var of = model(exchange);
        int count = Answer.whole(exchange, "count", 1, MOST_ROWS, 64);
        int seed = Answer.whole(exchange, "seed", 0, Integer.MAX_VALUE, 1);
        float temperature = Answer.whole(exchange, "temperature", 0, 300, 100) / 100f;
        if (!(of.model().spec().latent() instanceof GaussianLatent)) {
            throw new HttpError(400, "the model is not variational, so there is no distribution to draw codes from");
        }
        var codes = VariationalModel.of(of.model()).drawCodes(count, new SplittableRandom(seed).nextLong());
        for (var code : codes) {
            for (int d = 0; d < code.length; d++) code[d] *= temperature;
        }
        Answer.floats(exchange, decoded(exchange, of, codes));
    }

    /// What each layer makes of a sample: JSON with the shape of each, and its values as a picture or numbers.
    private void activations(Exchange exchange) throws IOException {
        var of = model(exchange);
        var layers = new ArrayList<Map<String, Object>>();
        for (var activation : of.model().activations(rows(exchange, of).slice(0, 1))) {
            layers.add(Map.of("layer", activation.layer(), "shape", activation.shape().dims(), "values",
                    list(activation.values())));
        }
        Answer.json(exchange, layers);
    }
}
