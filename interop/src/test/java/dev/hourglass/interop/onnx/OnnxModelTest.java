package dev.hourglass.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.layer.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OnnxModelTest {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final String DENSE = "input: [6], encoder: [dense: 3], decoder: [dense: 6], loss: mean_squared_error";

    private static final List<String> MODELS = List.of(
            "input: [6], encoder: [dense: {units: 4, activation: leaky_relu}, dense: {units: 3, activation: elu}], decoder: [dense: {units: 4, activation: tanh}, dense: 6], loss: mean_squared_error",
            "input: [6], encoder: [dense: {units: 9, activation: gelu}, dense: {units: 7, activation: selu}], decoder: [dense: {units: 9, activation: silu}, dense: {units: 6, activation: hard_sigmoid}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [conv: {filters: 3, kernel: 3, activation: gelu}, maxpool: 2, activate: silu], decoder: [upsample: {to: [7, 10]}, conv: {filters: 2, kernel: 3, activation: gelu}, activate: selu], loss: mean_squared_error",
            "input: [6], encoder: [dense: 4, activate: tanh, dense: 3], decoder: [dense: 4, add: 2, concatenate: {from: 1, channels: 4}, concatenate: {from: 0, channels: 6}, dense: 6, add: 0], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [conv: {filters: 3, kernel: 3}, activate: relu, maxpool: 2], decoder: [upsample: {to: [7, 10]}, add: 2, concatenate: {from: 1, channels: 3}, concatenate: {from: 0, channels: 2}, conv: {filters: 2, kernel: 3}], loss: binary_cross_entropy",
            "input: [6], encoder: [dense: 8, layer_norm, activate: gelu, group_norm: 2, dense: 3], decoder: [dense: {units: 4, activation: relu}, layer_norm: 0.001, dense: 6], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [layer_norm, conv: {filters: 6, kernel: 3}, group_norm: 3, activate: silu, flatten, layer_norm, dense: 5], decoder: [dense: 140, reshape: [7, 10, 2], conv: {filters: 4, kernel: 3}, group_norm: 1, layer_norm, residual: [conv: {filters: 4, kernel: 3}, group_norm: 4], conv: {filters: 2, kernel: 3}], loss: mean_squared_error",
            "input: [6], encoder: [dense: 4, activate: softplus, dropout: 0.5, dense: 3], decoder: [dense: {units: 6, activation: sigmoid}], loss: mean_squared_error",
            "input: [6], encoder: [dense: {units: 4, activation: relu}, dense: 2], decoder: [dense: {units: 4, activation: relu}, dense: 6], tied_weights: true, loss: binary_cross_entropy",
            "input: [6], encoder: [dense: 5], latent: {top_k: 2}, decoder: [dense: 6], loss: mean_squared_error",
            "input: [6], encoder: [dense: 5], latent: {winner_take_all: 0.2}, decoder: [dense: 6], loss: mean_squared_error",
            "input: [6], encoder: [dense: 4], latent: {gaussian: {size: 2}}, decoder: [dense: {units: 6, activation: sigmoid}], loss: binary_cross_entropy",
            "input: [6], encoder: [dense: 4], latent: {gaussian: {size: 2, classes: 3}}, decoder: [dense: 6], loss: binary_cross_entropy",
            "input: [6], encoder: [dense: 4], decoder: [dense: 3], loss: {softmax_cross_entropy: 3}",
            "input: [6], encoder: [dense: 4], decoder: [dense: 6], loss: {blocks: [{size: 1, loss: mean_squared_error, weight: 1.5}, {size: 3, loss: {softmax_cross_entropy: 3}}, {size: 2, loss: binary_cross_entropy}]}",
            "input: [6], encoder: [dense: 4], latent: {gaussian: {size: 2, classes: 3}}, decoder: [dense: 6], loss: {blocks: [{size: 6, loss: binary_cross_entropy}]}",
            "input: [6], encoder: [], decoder: [dense: 6], loss: mean_squared_error",
            // uneven pictures, strides that do not divide them, odd zeros on one side
            "input: [7, 10, 2], encoder: [conv: {filters: 3, kernel: 4, stride: 3, padding: same}], decoder: [conv_transpose: {filters: 2, kernel: 4, stride: 3, to: [7, 10]}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [conv: {filters: 3, kernel: 3, stride: 2, padding: valid}], decoder: [conv_transpose: {filters: 2, kernel: 3, stride: 2, padding: valid, to: [7, 10]}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [conv: {filters: 3, kernel: 1, stride: 3}], decoder: [conv_transpose: {filters: 2, kernel: 1, stride: 3, to: [7, 10]}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [maxpool: 3], decoder: [upsample: {to: [7, 10], interpolation: bilinear}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [conv: {filters: 3, kernel: [1, 5], activation: relu}, maxpool: [1, 2], conv: {filters: 4, kernel: [4, 1], stride: [3, 1]}], decoder: [conv_transpose: {filters: 3, kernel: [4, 2], stride: [3, 2], to: [7, 10]}, avgpool: [7, 1], upsample: [7, 1], conv: {filters: 2, kernel: [3, 5]}], loss: mean_squared_error",
            "input: [29, 31, 1], encoder: [maxpool: 3], decoder: [upsample: {to: [29, 31], interpolation: bilinear}, conv: {filters: 1, kernel: 3}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [avgpool: 3], decoder: [upsample: {to: [7, 10]}], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [maxpool: 4], decoder: [upsample: {to: [7, 10]}, conv: {filters: 2, kernel: 3}], loss: binary_cross_entropy",
            "input: [6, 10, 2], encoder: [maxpool: 2], decoder: [upsample: 2, conv: {filters: 2, kernel: 3}], loss: binary_cross_entropy",
            "input: [6, 4, 2], encoder: [conv: {filters: 3, kernel: 3}, flatten, dense: 5], decoder: [dense: 48, reshape: [6, 4, 2]], loss: mean_squared_error",
            "input: [6, 4, 2], encoder: [conv: {filters: 3, kernel: 3}], latent: {top_k: 7}, decoder: [conv: {filters: 2, kernel: 3}], loss: mean_squared_error",
            "input: [6, 4, 2], encoder: [conv: {filters: 3, kernel: 3}, flatten], latent: {gaussian: {size: 4, classes: 3}}, decoder: [dense: 24, reshape: [6, 4, 1], conv: {filters: 2, kernel: 3}], loss: binary_cross_entropy",
            // channels by themselves
            "input: [9, 10, 3], encoder: [depthwise: {kernel: 3, activation: silu}, conv: {filters: 4, kernel: 1}, depthwise: {kernel: [2, 4], stride: 2}], decoder: [flatten, dense: 270, reshape: [9, 10, 3], depthwise: {kernel: 3, dilation: 2, padding: valid}, upsample: {to: [9, 10]}], loss: mean_squared_error",
            "input: [20, 2], encoder: [depthwise1d: {kernel: 4, dilation: 2, activation: relu}], decoder: [conv1d: {filters: 2, kernel: 2}], loss: mean_squared_error",
            // taps that are apart
            "input: [9, 10, 2], encoder: [conv: {filters: 3, kernel: 3, dilation: 2}, conv: {filters: 4, kernel: [2, 3], dilation: [3, 1], stride: 2, padding: valid}], decoder: [flatten, dense: 180, reshape: [9, 10, 2], conv: {filters: 2, kernel: 3, dilation: [1, 4]}], loss: mean_squared_error",
            "input: [20, 2], encoder: [conv1d: {filters: 3, kernel: 3, dilation: 4}, conv1d: {filters: 3, kernel: 4, dilation: 2, stride: 2}], decoder: [upsample1d: 2, conv1d: {filters: 2, kernel: 2, dilation: 3}], loss: mean_squared_error",
            // signals: every layer of theirs, those that take pictures as well, labels, sparse codes
            "input: [22, 3], encoder: [conv1d: {filters: 5, kernel: 4, stride: 2, activation: gelu}, group_norm: {groups: 5}, maxpool1d: 2, layer_norm, residual: [conv1d: {filters: 4, kernel: 3, padding: same}], avgpool1d: 4], decoder: [upsample1d: {to: 6, interpolation: bilinear}, conv_transpose1d: {filters: 5, kernel: 3, stride: 2, to: 11}, concatenate: {from: 1, channels: 5}, upsample1d: 2, conv1d: {filters: 3, kernel: 5}, add: 0], loss: mean_squared_error",
            "input: [10, 2], encoder: [upsample1d: {to: 13}, conv1d: {filters: 3, kernel: 4, padding: valid}], latent: {top_k: 7}, decoder: [conv_transpose1d: {filters: 2, kernel: 3, stride: 1, padding: valid}, avgpool1d: 1, flatten, dense: 20, reshape: [10, 2]], loss: mean_squared_error",
            "input: [10, 2], encoder: [conv1d: {filters: 3, kernel: 3}, flatten], latent: {gaussian: {size: 4, classes: 3}}, decoder: [dense: 20, reshape: [10, 2], conv1d: {filters: 2, kernel: 3}], loss: binary_cross_entropy",
            // residuals: identity, projections with a stride and flat, inside one another, at both ends, of another order of channels
            "input: [7, 10, 2], encoder: [residual: [conv: {filters: 3, kernel: 3, activation: relu}, conv: {filters: 2, kernel: 3}]], decoder: [residual: [conv: {filters: 2, kernel: 3}], activate: tanh], loss: mean_squared_error",
            "input: [7, 10, 2], encoder: [residual: [conv: {filters: 5, kernel: 3, stride: 2, activation: elu}, residual: [conv: {filters: 5, kernel: 3}], maxpool: 2], activate: relu, flatten], decoder: [residual: [dense: {units: 9, activation: tanh}, dense: 140], reshape: [7, 10, 2]], loss: binary_cross_entropy",
            "input: [4, 6, 2], encoder: [residual: [flatten, dense: 9, dense: 48, reshape: [4, 6, 2]], flatten, residual: [residual: [dropout: 0.5], dense: 48]], latent: {gaussian: {size: 4, classes: 3}}, decoder: [dense: 48, reshape: [4, 6, 2], upsample: 2, residual: [conv: {filters: 1, kernel: 3}], maxpool: 2, residual: [conv_transpose: {filters: 2, kernel: 3}]], loss: binary_cross_entropy",
            "input: [4, 6, 2], encoder: [residual: [conv: {filters: 3, kernel: 3}], flatten, dense: 5], decoder: [dense: 72, reshape: [4, 6, 3], residual: [conv: {filters: 2, kernel: 3}]], tied_weights: true, loss: mean_squared_error");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @MethodSource("examples")
    void everyPartOfEveryExampleAgreesWithOnnxRuntime(Path example) throws IOException {
        requireAgreement(read(Files.readString(example)));
    }

    /// Those of tables have no layers before their data are read.
    static List<Path> examples() throws IOException {
        var examples = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(Path.of("..", "examples"), "*.yaml")) {
            for (var file : files) {
                if (Files.readAllLines(file).stream().noneMatch("table:"::equals)) {
                    examples.add(file);
                }
            }
        }
        return examples;
    }

    @ParameterizedTest
    @FieldSource("MODELS")
    void everyLayerAgreesWithOnnxRuntime(String model) {
        requireAgreement(spec(model));
    }

    @Test
    void goesThroughEveryLayer() {
        var layers = MODELS.stream()
                .map(OnnxModelTest::spec)
                .flatMap(spec -> Stream.of(spec.encoder(), spec.decoder()))
                .flatMap(List::stream);
        assertThat(layers.<Class<?>>map(Layer::getClass)).containsAll(members(Layer.class).toList());
    }

    /// The records of a sealed family and of the families in it.
    private static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? members(member) : Stream.of(member));
    }

    @Test
    void takesAnyNumberOfSamplesAndNamesWhatGoesInAndOut() throws InvalidProtocolBufferException {
        var proto = ModelProto.parseFrom(OnnxModel.of(model(spec(DENSE)), OnnxPart.AUTOENCODER).bytes());

        var input = proto.getGraph().getInput(0);
        assertThat(input.getName()).isEqualTo("input");
        assertThat(input.getType().getTensorType().getShape().getDim(0).getDimParam()).isEqualTo("batch");
        assertThat(input.getType().getTensorType().getShape().getDim(1).getDimValue()).isEqualTo(6);
        assertThat(proto.getGraph().getOutput(0).getName()).isEqualTo("reconstruction");
        assertThat(proto.getOpsetImport(0).getVersion()).isEqualTo(OnnxModel.OPERATOR_SET);
    }

    @Test
    void saysWhereTheModelComesFrom() throws InvalidProtocolBufferException {
        var model = model(spec(DENSE)).withMetadata(Map.of("seed", "7"));
        var proto = ModelProto.parseFrom(OnnxModel.of(model, OnnxPart.ENCODER).bytes());

        var metadata = proto.getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        assertThat(metadata)
                .containsEntry("part", "encoder")
                .containsEntry("weights_sha256", model.weightsSha256())
                .containsEntry("seed", "7")
                .hasEntrySatisfying("spec", text -> assertThat(text).contains("\"dense\""));
    }

    @Test
    void findsAGraphOfOtherWeights() {
        var other = OnnxModel.of(model(spec(DENSE), 2), OnnxPart.AUTOENCODER).bytes();

        assertThat(Comparison.largestDistance(model(spec(DENSE), 1), OnnxPart.AUTOENCODER, other)).isGreaterThan(0.01);
    }

    @Test
    void refusesTheDecoderOfAClassifier() {
        var classifier = model(spec(
                "input: [6], encoder: [dense: 4], decoder: [dense: 3], loss: {softmax_cross_entropy: 3}"));

        assertThatThrownBy(() -> OnnxModel.of(classifier, OnnxPart.DECODER))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("export its encoder");
    }

    @Test
    void replacesAFileInOneStep() throws IOException {
        var file = folder.resolve("model.onnx");
        Files.writeString(file, "old");
        var exported = OnnxModel.of(model(spec(DENSE)), OnnxPart.AUTOENCODER);

        exported.save(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(exported.bytes());
        assertThatThrownBy(() -> exported.save(folder.resolve("missing").resolve("model.onnx")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static void requireAgreement(Autoencoder spec) {
        var model = model(spec);
        for (var part : OnnxPart.values()) {
            if (part != OnnxPart.DECODER || spec.decodesCodes()) {
                assertThat(OnnxModel.of(model, part).check()).as(part.toString())
                        .isInstanceOf(OnnxCheck.Compared.class);
            }
        }
    }

    private static Autoencoder spec(String model) {
        return read("model: {" + model + "}");
    }

    private static Autoencoder read(String yaml) {
        var model = YAML.readTree(yaml).get("model");
        return Notation.readModel(YAML.convertValue(model, new TypeReference<Map<String, Object>>() {}));
    }

    private static TrainedAutoencoder model(Autoencoder spec) {
        return model(spec, 1);
    }

    /// Random weights, and biases that are not zero.
    private static TrainedAutoencoder model(Autoencoder spec, long seed) {
        var random = new SplittableRandom(seed);
        var weights = TrainedAutoencoder.initial(spec, seed).weights().stream()
                .map(tensor -> tensor.shape().size() > 1 ? tensor : noisy(tensor, random))
                .toList();
        return TrainedAutoencoder.of(spec, weights, Map.of());
    }

    private static Weights noisy(Weights bias, SplittableRandom random) {
        var values = new float[bias.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian(0, 0.1);
        }
        return new Weights(bias.name(), bias.shape(), values);
    }
}
