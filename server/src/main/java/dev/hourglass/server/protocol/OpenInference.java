package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.server.serving.LiveModel;
import dev.hourglass.server.serving.ModelRepository;
import dev.hourglass.server.serving.OverloadException;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;

/// The Open Inference Protocol, version 2, over HTTP, with its extensions for binary tensors and the index of a repository (KServe, Triton).
public final class OpenInference {
    static final String MODEL = "/v2/models/{model}";
    static final String VERSION = MODEL + "/versions/{version}";
    private static final String PLATFORM = "hourglass_safetensors";
    private static final String RETRY_SECONDS = "1";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final ModelRepository models;
    private final ServingLimits limits;
    private final Readiness readiness;
    private final String serverVersion;

    /// @param serverVersion of Hourglass
    public OpenInference(ModelRepository models, ServingLimits limits, Readiness readiness, String serverVersion) {
        this.models = models;
        this.limits = limits;
        this.readiness = readiness;
        this.serverVersion = serverVersion;
    }

    /// Adds the protocol's paths.
    public void addTo(Router router) {
        router.with("GET", "/v2", this::server)
                .with("GET", "/v2/health/live", exchange -> health(exchange, true))
                .with("GET", "/v2/health/ready", exchange -> health(exchange, readiness.isReady()))
                .with("POST", "/v2/repository/index", this::index);
        for (var path : List.of(MODEL, VERSION)) {
            router.with("GET", path, this::metadata)
                    .with("GET", path + "/ready", this::ready)
                    .with("POST", path + "/infer", this::infer);
        }
    }

    private void server(Exchange exchange) {
        exchange.sendJson(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("name", "hourglass");
            json.writeStringProperty("version", serverVersion);
            json.writeArrayPropertyStart("extensions");
            json.writeString("binary_tensor_data");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void health(Exchange exchange, boolean is) {
        exchange.sendJson(is ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("live", true);
            json.writeBooleanProperty("ready", is);
            if (!is) {
                json.writeStringProperty("error", "the server is about to stop");
            }
            json.writeEndObject();
        });
    }

    private void index(Exchange exchange) throws IOException {
        var body = exchange.body();
        if (body.length > 0) {
            JsonInput.read(body, 0, body.length, json -> {
                json.object("the body", key -> {
                    if (key.equals("ready")) {
                        json.truth(key);
                    } else {
                        json.skip();
                    }
                });
                return JsonToken.END_OBJECT;
            });
        }
        exchange.sendJson(200, json -> {
            json.writeStartArray();
            for (var model : models.models()) {
                json.writeStartObject();
                json.writeStringProperty("name", model.name());
                json.writeStringProperty("version", model.model().version());
                json.writeStringProperty("state", "READY");
                json.writeStringProperty("reason", models.failure(model.name()).isEmpty()
                        ? ""
                        : "the file has changed and cannot be loaded, so the model before it is served; the server's log says why");
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void metadata(Exchange exchange) {
        var model = model(exchange);
        exchange.sendJson(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("name", model.name());
            json.writeArrayPropertyStart("versions");
            json.writeString(model.model().version());
            json.writeEndArray();
            json.writeStringProperty("platform", PLATFORM);
            write(json, "inputs", model.model().inputs());
            write(json, "outputs", model.model().outputs());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String key, List<TensorInfo> tensors) {
        json.writeArrayPropertyStart(key);
        for (var tensor : tensors) {
            json.writeStartObject();
            json.writeStringProperty("name", tensor.name());
            json.writeStringProperty("datatype", tensor.datatype().name());
            json.writeArrayPropertyStart("shape");
            json.writeNumber(-1);
            tensor.row().forEach(dimension -> json.writeNumber(dimension));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void ready(Exchange exchange) {
        var model = model(exchange);
        exchange.sendJson(readiness.isReady() ? 200 : 503, json -> {
            json.writeStartObject();
            json.writeStringProperty("name", model.name());
            json.writeBooleanProperty("ready", readiness.isReady());
            if (!readiness.isReady()) {
                json.writeStringProperty("error", "the server is about to stop");
            }
            json.writeEndObject();
        });
    }

    /// The model that a path names.
    ///
    /// @throws HttpError if there is no such model or version
    LiveModel model(Exchange exchange) {
        var name = exchange.part("model");
        var model = models.find(name)
                .orElseThrow(() -> new HttpError(404, "expected one of the models %s, found '%s'".formatted(
                        FoundNames.text(models.models().stream().map(LiveModel::name).toList()),
                        FoundNames.printable(name))));
        exchange.concerns(name);
        if (exchange.hasPart("version") && !exchange.part("version").equals(model.model().version())) {
            throw new HttpError(404, "model '%s': expected the version %s, found '%s'".formatted(
                    name, model.model().version(), FoundNames.printable(exchange.part("version"))));
        }
        return model;
    }

    private void infer(Exchange exchange) throws IOException, InterruptedException {
        var model = model(exchange);
        var body = exchange.body();
        var request = InferRequestReader.read(body, header(exchange, body));
        var wanted = request.outputs().isEmpty()
                ? model.model().outputs().stream().map(TensorInfo::name).toList()
                : request.outputs().stream().map(InferRequest.RequestedOutput::name).toList();
        var outputs = infer(model, request.inputs(), wanted);
        var isBinary = new ArrayList<Boolean>();
        for (int i = 0; i < wanted.size(); i++) {
            isBinary.add(request.outputs().isEmpty()
                    ? request.isBinary() : request.outputs().get(i).isBinary().orElse(request.isBinary()));
        }
        InferAnswer.send(exchange, model, request, outputs, isBinary);
    }

    private static int header(Exchange exchange, byte[] body) {
        var text = exchange.header(InferAnswer.HEADER_LENGTH);
        if (text.isEmpty()) {
            return body.length;
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            throw new DataException("%s: expected a number of bytes, found '%s'".formatted(
                    InferAnswer.HEADER_LENGTH, FoundNames.printable(text.get())));
        }
        return Integer.parseInt(text.get());
    }

    /// The outputs of a model.
    ///
    /// @throws HttpError if too many requests wait, or it took too long
    List<Tensor> infer(LiveModel model, List<Tensor> inputs, List<String> outputs) throws InterruptedException {
        try {
            return model.infer(inputs, outputs, limits.rows(), limits.timeout());
        } catch (OverloadException e) {
            throw switch (e.kind()) {
                case QUEUE_FULL ->
                    new HttpError(429, String.valueOf(e.getMessage()), Map.of("Retry-After", RETRY_SECONDS));
                case TOO_LATE -> new HttpError(504, String.valueOf(e.getMessage()));
            };
        }
    }
}
