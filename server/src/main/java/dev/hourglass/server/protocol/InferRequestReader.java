package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.protocol.InferRequest.RequestedOutput;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads an inference request: JSON, and behind it the tensors that are binary.
final class InferRequestReader {
    private final byte[] body;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<RequestedOutput> outputs = new ArrayList<>();
    private @Nullable String id;
    private boolean isBinary;
    private boolean hasInputs;
    /// Where the next binary tensor begins.
    private int next;

    private InferRequestReader(byte[] body, int header) {
        this.body = body;
        this.next = header;
    }

    /// @param header bytes of JSON; the rest is binary
    /// @throws DataException if it is not a request as the protocol has it
    static InferRequest read(byte[] body, int header) {
        if (header > body.length) {
            throw new DataException(String.format(Locale.ROOT,
                    "Inference-Header-Content-Length: expected at most the %d bytes of the body, found %d", body.length,
                    header));
        }
        return new InferRequestReader(body, header).read();
    }

    private InferRequest read() {
        int header = next;
        JsonInput.read(body, 0, header, json -> {
            json.object("the body", key -> member(json, key));
            return body;
        });
        if (!hasInputs) {
            throw new DataException("the body: expected \"inputs\", found none");
        }
        if (next != body.length) {
            throw new DataException(String.format(Locale.ROOT, "the body: expected %d bytes behind the JSON, found %d",
                    next - header, body.length - header));
        }
        return new InferRequest(Optional.ofNullable(id), inputs, outputs, isBinary);
    }

    private void member(JsonInput json, String key) {
        switch (key) {
            case "id" -> id = json.text("id");
            case "parameters" -> json.object("parameters", name -> {
                if (name.equals("binary_data_output")) {
                    isBinary = json.truth(name);
                } else {
                    json.skip();
                }
            });
            case "inputs" -> {
                hasInputs = true;
                json.array("inputs", () -> new InputReader(json).read());
            }
            case "outputs" -> json.array("outputs", () -> outputs.add(output(json)));
            default -> json.skip();
        }
    }

    private static RequestedOutput output(JsonInput json) {
        var names = new ArrayList<String>();
        var binary = new ArrayList<Boolean>();
        json.object("outputs", key -> {
            switch (key) {
                case "name" -> names.add(json.text("the name of an output"));
                case "parameters" -> json.object("parameters", name -> {
                    if (name.equals("binary_data")) {
                        binary.add(json.truth(name));
                    } else {
                        json.skip();
                    }
                });
                default -> json.skip();
            }
        });
        if (names.isEmpty()) {
            throw new DataException("outputs: expected a \"name\" for each, found none");
        }
        return new RequestedOutput(names.getFirst(), binary.stream().findFirst());
    }

    /// Reads one input, whose keys may come in any order.
    private final class InputReader {
        private final JsonInput json;
        private @Nullable String name;
        private @Nullable Datatype type;
        private @Nullable List<Integer> shape;
        private @Nullable Elements elements;
        private JsonInput.@Nullable Later data;
        private OptionalInt binarySize = OptionalInt.empty();

        InputReader(JsonInput json) {
            this.json = json;
        }

        void read() {
            json.object("inputs", this::member);
            if (name == null || type == null || shape == null) {
                throw new DataException("inputs: expected \"name\", \"shape\" and \"datatype\" for each, found others");
            }
            inputs.add(new Tensor(name, type, shape, elements(name, type, count(name, shape))));
        }

        private void member(String key) {
            switch (key) {
                case "name" -> name = json.text("the name of an input");
                case "datatype" -> type = type();
                case "shape" -> shape = shape();
                case "data" -> data();
                case "parameters" -> json.object("parameters", parameter -> {
                    if (parameter.equals("binary_data_size")) {
                        binarySize = OptionalInt.of(json.count(parameter));
                    } else {
                        json.skip();
                    }
                });
                default -> json.skip();
            }
        }

        private Datatype type() {
            var text = json.text("datatype");
            return Datatype.of(text)
                    .orElseThrow(() -> new DataException(
                            "datatype: expected FP32, FP64, BOOL, BYTES, or an integer type such as UINT8, found '%s'"
                                    .formatted(FoundNames.printable(text))));
        }

        private List<Integer> shape() {
            var dimensions = new ArrayList<Integer>();
            json.array("shape", () -> dimensions.add(json.count("shape")));
            return dimensions;
        }

        private void data() {
            if (json.token() != JsonToken.START_ARRAY) {
                throw json.other("data", "an array");
            }
            if (name != null && type != null && shape != null) {
                elements = ElementsReader.read(json, name, type, count(name, shape));
            } else {
                data = json.later();
            }
        }

        private Elements elements(String name, Datatype type, int count) {
            if (binarySize.isPresent()) {
                if (elements != null || data != null) {
                    throw new DataException(
                            "input '%s': expected data or binary_data_size, found both".formatted(name));
                }
                return BinaryElements.read(name, type, count, binary(name, binarySize.getAsInt()));
            }
            if (elements != null) {
                return elements;
            }
            if (data == null) {
                throw new DataException("input '%s': expected data, found none".formatted(name));
            }
            return data.read(again -> ElementsReader.read(again, name, type, count));
        }

        private ByteBuffer binary(String name, int size) {
            if (size > body.length - next) {
                throw new DataException(String.format(Locale.ROOT,
                        "input '%s': expected %d bytes behind the JSON, found %d; the header Inference-Header-Content-Length says where the JSON ends",
                        name, size, body.length - next));
            }
            var bytes = ByteBuffer.wrap(body, next, size);
            next += size;
            return bytes;
        }
    }

    private static int count(String name, List<Integer> shape) {
        long count = 1;
        for (int dimension : shape) {
            count *= dimension;
            if (count > Integer.MAX_VALUE) {
                throw new DataException("input '%s': expected at most %d elements, found the shape %s".formatted(
                        name, Integer.MAX_VALUE, shape));
            }
        }
        return (int) count;
    }
}
