package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.datasets.picture.PictureSample;
import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import dev.hourglass.server.serving.LiveModel;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Pictures in; pictures or codes out.
public final class PictureEndpoints {
    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";

    private final OpenInference protocol;

    public PictureEndpoints(OpenInference protocol) {
        this.protocol = protocol;
    }

    /// Adds their paths.
    public void addTo(Router router) {
        for (var path : List.of(OpenInference.MODEL, OpenInference.VERSION)) {
            router.with("POST", path + "/reconstruct", this::reconstruct)
                    .with("POST", path + "/encode", this::encode);
        }
    }

    private void reconstruct(Exchange exchange) throws IOException, InterruptedException {
        var model = protocol.model(exchange);
        var sample = sample(exchange, model);
        var input = model.model().autoencoder().spec().input();
        var shape = PictureShape.of(input.size(), input, sample.shape()).orElseThrow();
        exchange.send(200, PNG, Picture.of(shape, floats(model, sample, "reconstruction"), sample.bits()).png());
    }

    private void encode(Exchange exchange) throws IOException, InterruptedException {
        var model = protocol.model(exchange);
        var code = floats(model, sample(exchange, model), "code");
        exchange.sendJson(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("model_name", model.name());
            json.writeStringProperty("model_version", model.model().version());
            json.writeArrayPropertyStart("code");
            for (float number : code) json.writeNumber(number);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static PictureSample sample(Exchange exchange, LiveModel model) throws IOException {
        var type = exchange.contentType();
        if (!type.equals(PNG) && !type.equals(JPEG)) {
            throw new HttpError(415, "expected a Content-Type of image/png or image/jpeg");
        }
        var inputs = model.model().inputs();
        if (inputs.size() > 1 || inputs.getFirst().datatype() != Datatype.FP32) {
            throw new DataException(
                    "model '%s': expected a model of pictures, found one with the inputs %s; ask it by /infer"
                            .formatted(model.name(), inputs.stream().map(input -> "'" + input.name() + "'").toList()));
        }
        return PictureSample.read("the body", exchange.body(), model.model().autoencoder().spec().input());
    }

    private float[] floats(LiveModel model, PictureSample sample, String output) throws InterruptedException {
        var shape = new ArrayList<Integer>();
        shape.add(1);
        shape.addAll(model.model().inputs().getFirst().row());
        var input = new Tensor(model.model().inputs().getFirst().name(), Datatype.FP32, shape,
                new Elements.Floats(sample.features()));
        return ((Elements.Floats) protocol.infer(model, List.of(input), List.of(output)).getFirst().elements())
                .values();
    }
}
