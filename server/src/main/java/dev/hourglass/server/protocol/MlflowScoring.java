package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.server.serving.LiveModel;
import dev.hourglass.server.serving.ModelRepository;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvReadFeature;

/// MLflow's scoring protocol, which clients of SageMaker and Databricks speak too.
public final class MlflowScoring {
    private static final CsvFactory CSV = CsvFactory.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();
    private static final List<String> FORMS = List.of("dataframe_split", "dataframe_records", "instances", "inputs");

    private final OpenInference protocol;
    private final ModelRepository models;
    private final Readiness readiness;
    private final Optional<String> defaultModel;
    private final String serverVersion;

    /// @param defaultModel the name of the model that answers; needed where there are several
    /// @param serverVersion of Hourglass
    public MlflowScoring(OpenInference protocol, ModelRepository models, Readiness readiness,
            Optional<String> defaultModel, String serverVersion) {
        this.protocol = protocol;
        this.models = models;
        this.readiness = readiness;
        this.defaultModel = defaultModel;
        this.serverVersion = serverVersion;
        defaultModel.ifPresent(name -> {
            if (models.find(name).isEmpty()) {
                throw new DataException("default: expected one of the models %s, found '%s'".formatted(
                        FoundNames.text(models.models().stream().map(LiveModel::name).toList()), name));
            }
        });
    }

    /// Adds the protocol's paths.
    public void addTo(Router router) {
        router.with("POST", "/invocations", this::invoke)
                .with("GET", "/ping", this::ping)
                .with("GET", "/health", this::ping)
                .with("GET", "/version", exchange -> text(exchange, 200, serverVersion));
    }

    private void ping(Exchange exchange) {
        if (!readiness.isReady()) {
            throw new HttpError(503, "the server is about to stop");
        }
        text(exchange, 200, "");
    }

    private static void text(Exchange exchange, int status, String text) {
        exchange.send(status, "text/plain;charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void invoke(Exchange exchange) throws IOException, InterruptedException {
        var model = model();
        exchange.concerns(model.name());
        var body = exchange.body();
        var request = exchange.contentType().equals("text/csv") ? csv(model, body) : json(model, body);
        var wanted = request.outputs().isEmpty() ? usual(model) : request.outputs();
        var outputs = protocol.infer(model, request.inputs(), wanted);
        exchange.sendJson(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("predictions");
            for (int row = 0; row < outputs.getFirst().shape().getFirst(); row++) {
                if (isTable(model) || !request.outputs().isEmpty()) {
                    writeRecord(json, outputs, row);
                } else {
                    writeRow(json, outputs.getFirst(), row);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private LiveModel model() {
        var all = models.models();
        if (defaultModel.isPresent()) {
            return models.find(defaultModel.get()).orElseThrow();
        }
        if (all.size() > 1) {
            throw new DataException(
                    "expected one model, found %s; start the server with --default NAME, or ask by /v2/models"
                            .formatted(
                                    FoundNames.text(all.stream().map(LiveModel::name).toList())));
        }
        return all.getFirst();
    }

    private static boolean isTable(LiveModel model) {
        return model.model().outputs().stream().anyMatch(output -> output.name().equals("score"));
    }

    /// What is given where a request names no outputs.
    private static List<String> usual(LiveModel model) {
        return isTable(model) ? List.of("score", "p_value", "anomaly")
                : List.of(model.model().outputs().getFirst().name());
    }

    private record Request(List<Tensor> inputs, List<String> outputs) {}

    private static Request json(LiveModel model, byte[] body) {
        var members = JsonInput.read(body, 0, body.length, JsonTree::object);
        var form = FORMS.stream().filter(members::containsKey).toList();
        if (form.size() != 1) {
            throw new DataException("the body: expected one of %s, found %s".formatted(FoundNames.text(FORMS),
                    FoundNames.text(List.copyOf(members.keySet()))));
        }
        return new Request(inputs(model, form.getFirst(), members.get(form.getFirst())),
                outputs(members.get("params")));
    }

    private static List<String> outputs(@Nullable Object params) {
        if (params == null || JsonTree.asObject("params", params).get("outputs") == null) {
            return List.of();
        }
        return JsonTree.asTexts("outputs", JsonTree.asObject("params", params).get("outputs"));
    }

    private static List<Tensor> inputs(LiveModel model, String form, @Nullable Object value) {
        var infos = model.model().inputs();
        return switch (form) {
            case "dataframe_split" -> frame(model, split(JsonTree.asObject(form, value)));
            case "dataframe_records" -> frame(model, DataFrame.ofRecords(records(form, value)));
            case "instances" -> instances(model, JsonTree.asList(form, value));
            default -> value instanceof Map
                    ? frame(model, columns(JsonTree.asObject(form, value)))
                    : List.of(FrameTensors.samples(JsonTree.asList(form, value), infos.getFirst()));
        };
    }

    private static DataFrame split(Map<String, @Nullable Object> split) {
        return DataFrame.ofRows(JsonTree.asTexts("columns", split.get("columns")),
                JsonTree.asList("data", split.get("data")).stream().map(row -> JsonTree.asList("data", row)).toList());
    }

    private static List<Tensor> instances(LiveModel model, List<@Nullable Object> rows) {
        return !rows.isEmpty() && rows.getFirst() instanceof Map
                ? frame(model, DataFrame.ofRecords(records("instances", rows)))
                : List.of(FrameTensors.samples(rows, model.model().inputs().getFirst()));
    }

    private static DataFrame columns(Map<String, @Nullable Object> inputs) {
        var columns = new LinkedHashMap<String, List<@Nullable Object>>();
        inputs.forEach((name, cells) -> columns.put(name, JsonTree.asList(name, cells)));
        return DataFrame.ofColumns(columns);
    }

    private static List<Map<String, @Nullable Object>> records(String form, @Nullable Object value) {
        return JsonTree.asList(form, value).stream().map(row -> JsonTree.asObject(form, row)).toList();
    }

    /// The columns that a table's model reads; for a model of samples the rows of a column with the input's name, or all columns, one feature
    /// each, in their order.
    private static List<Tensor> frame(LiveModel model, DataFrame frame) {
        var infos = model.model().inputs();
        if (isTable(model)) {
            return FrameTensors.columns(frame, infos, false);
        }
        var own = frame.columns().get(infos.getFirst().name());
        if (own == null) {
            var rows = new ArrayList<List<@Nullable Object>>();
            for (int row = 0; row < frame.rows(); row++) rows.add(frame.row(row));
            return List.of(FrameTensors.samples(rows, infos.getFirst()));
        }
        var tensors = new ArrayList<Tensor>();
        tensors.add(FrameTensors.samples(own, infos.getFirst()));
        tensors.addAll(FrameTensors.columns(frame, infos.subList(1, infos.size()), false));
        return tensors;
    }

    /// A header, then a line for each row.
    private static Request csv(LiveModel model, byte[] body) {
        var rows = new ArrayList<List<@Nullable Object>>();
        try (var parser = CSV.createParser(ObjectReadContext.empty(), body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_ARRAY -> rows.add(new ArrayList<>());
                    case VALUE_STRING -> rows.getLast().add(parser.getString().isEmpty() ? null : parser.getString());
                    default -> {
                        // The end of a row.
                    }
                }
            }
        } catch (JacksonException e) {
            throw new DataException("the body: expected CSV, found an error in line " + e.getLocation().getLineNr());
        }
        var lines = rows.stream().filter(row -> !row.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw new DataException("the body: expected CSV with a header, found nothing");
        }
        var names = lines.getFirst().stream().map(name -> name == null ? "" : name.toString()).toList();
        var frame = DataFrame.ofRows(names, lines.subList(1, lines.size()));
        return new Request(
                isTable(model) ? FrameTensors.columns(frame, model.model().inputs(), true)
                        : List.of(numbers(frame, model.model().inputs().getFirst())),
                List.of());
    }

    private static Tensor numbers(DataFrame frame, TensorInfo input) {
        var numbers = new LinkedHashMap<String, List<@Nullable Object>>();
        frame.columns().forEach((name, cells) -> {
            var parsed = FrameTensors.columns(new DataFrame(Map.of(name, cells), frame.rows()),
                    List.of(new TensorInfo(name, Datatype.FP64, List.of())), true).getFirst();
            var values = new ArrayList<@Nullable Object>();
            for (double value : ((Elements.Doubles) parsed.elements()).values()) values.add(value);
            numbers.put(name, values);
        });
        var all = DataFrame.ofColumns(numbers);
        var rows = new ArrayList<List<@Nullable Object>>();
        for (int row = 0; row < all.rows(); row++) rows.add(all.row(row));
        return FrameTensors.samples(rows, input);
    }

    private static void writeRecord(JsonGenerator json, List<Tensor> outputs, int row) {
        json.writeStartObject();
        for (var output : outputs) {
            json.writeName(output.name());
            writeRow(json, output, row);
        }
        json.writeEndObject();
    }

    private static void writeRow(JsonGenerator json, Tensor output, int row) {
        int size = output.elements().count() / output.shape().getFirst();
        writeNested(json, output, output.shape().subList(1, output.shape().size()), row * size);
    }

    private static void writeNested(JsonGenerator json, Tensor output, List<Integer> shape, int from) {
        if (shape.isEmpty()) {
            InferAnswer.writeElement(json, output, from);
            return;
        }
        var inner = shape.subList(1, shape.size());
        int size = inner.stream().reduce(1, Math::multiplyExact);
        json.writeStartArray();
        for (int i = 0; i < shape.getFirst(); i++) writeNested(json, output, inner, from + i * size);
        json.writeEndArray();
    }
}
