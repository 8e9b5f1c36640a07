package dev.hourglass.server.protocol;

import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.JsonBytes;
import dev.hourglass.server.serving.LiveModel;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/// The answer to an inference request: JSON, and behind it the tensors that are binary.
final class InferAnswer {
    static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    static final String BINARY = "application/octet-stream";

    private InferAnswer() {}

    /// @param isBinary of each output
    static void send(Exchange exchange, LiveModel model, InferRequest request, List<Tensor> outputs,
            List<Boolean> isBinary) {
        var parts = new ArrayList<byte[]>();
        var header = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("model_name", model.name());
            json.writeStringProperty("model_version", model.model().version());
            request.id().ifPresent(id -> json.writeStringProperty("id", id));
            json.writeArrayPropertyStart("outputs");
            for (int i = 0; i < outputs.size(); i++) write(json, outputs.get(i), isBinary.get(i), parts);
            json.writeEndArray();
            json.writeEndObject();
        });
        if (parts.isEmpty()) {
            exchange.send(200, Exchange.JSON, header);
            return;
        }
        var body = ByteBuffer.allocate(header.length + parts.stream().mapToInt(part -> part.length).sum());
        body.put(header);
        parts.forEach(body::put);
        exchange.header(HEADER_LENGTH, Integer.toString(header.length));
        exchange.send(200, BINARY, body.flip());
    }

    private static void write(JsonGenerator json, Tensor tensor, boolean isBinary, List<byte[]> parts) {
        json.writeStartObject();
        json.writeStringProperty("name", tensor.name());
        json.writeStringProperty("datatype", tensor.datatype().name());
        json.writeArrayPropertyStart("shape");
        tensor.shape().forEach(dimension -> json.writeNumber(dimension));
        json.writeEndArray();
        if (isBinary) {
            var bytes = BinaryElements.write(tensor.datatype(), tensor.elements());
            parts.add(bytes);
            json.writeObjectPropertyStart("parameters");
            json.writeNumberProperty("binary_data_size", bytes.length);
            json.writeEndObject();
        } else {
            json.writeArrayPropertyStart("data");
            for (int i = 0; i < tensor.elements().count(); i++) writeElement(json, tensor, i);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /// An element as JSON has it: null for what is no number.
    static void writeElement(JsonGenerator json, Tensor tensor, int index) {
        switch (tensor.elements()) {
            case Elements.Floats(var values) when Float.isFinite(values[index]) -> json.writeNumber(values[index]);
            case Elements.Doubles(var values) when tensor.datatype() == Datatype.BOOL ->
                json.writeBoolean(values[index] != 0);
            case Elements.Doubles(var values) when Double.isFinite(values[index]) -> json.writeNumber(values[index]);
            case Elements.Floats _, Elements.Doubles _ -> json.writeNull();
            case Elements.Texts(var values) -> json.writeString(Objects.requireNonNullElse(values[index], ""));
        }
    }
}
