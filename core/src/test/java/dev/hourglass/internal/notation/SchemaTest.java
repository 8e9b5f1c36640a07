package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SchemaTest {
    private final Map<String, Object> schema = Notation.schema();

    @Test
    void isJson() {
        assertThat(Json.parse(Json.write(schema))).isEqualTo(schema);
    }

    @Test
    void refusesUnknownKeysAndNamesTheRequiredOnes() {
        assertThat(schema).containsEntry("additionalProperties", false).containsEntry("required",
                List.of("model", "train"));
    }

    @ParameterizedTest
    @FieldSource("dev.hourglass.internal.notation.VocabularyTest#FAMILIES")
    void definesEveryWordOfAFamily(Class<?> family) {
        var definition = Json.write(at("$defs", Names.noun(family)));

        assertThat(Vocabulary.family(family)).allSatisfy(
                word -> assertThat(word.names())
                        .allSatisfy(name -> assertThat(definition).contains("\"" + name + "\"")));
    }

    @Test
    void knowsCheckpointsByWordsAndByKeysWithoutAName() {
        var choices = (List<?>) at("$defs", "checkpoint_policy", "anyOf");

        assertThat(choices.getFirst()).isEqualTo(Map.of("enum", List.of("auto", "off")));
        assertThat(Json.write(choices.getLast())).contains("\"every\"", "\"minutes\"", "\"keep\"", "\"integer\"");
        assertThat(at("properties", "train", "properties", "checkpoint")).isEqualTo(
                Map.of("$ref", "#/$defs/checkpoint_policy", "default", "auto"));
    }

    @Test
    void namesDefaultsAndWordsThatStandAlone() {
        assertThat(at("$defs", "activation", "enum")).isEqualTo(
                List.of("identity", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softplus", "gelu", "silu", "selu",
                        "hard_sigmoid"));
        assertThat(first(at("$defs", "layer"))).containsEntry("enum", List.of("flatten", "layer_norm"));
        assertThat(first(at("$defs", "loss"))).containsEntry("enum",
                List.of("mean_squared_error", "mse", "mean_absolute_error", "mae", "l1", "ssim", "binary_cross_entropy",
                        "bce", "binary_crossentropy", "poisson"));
        assertThat(first(at("$defs", "optimizer"))).containsEntry("enum", List.of("adadelta"));
        assertThat(at("properties", "train", "properties", "seed")).isEqualTo(Map.of("type", "integer", "default", 1L));
        assertThat(at("properties", "model", "properties", "latent")).isEqualTo(
                Map.of("$ref", "#/$defs/latent", "default", "plain"));
    }

    @Test
    void boundsNumbersAsTheRecordsDo() {
        assertThat(at("properties", "train", "properties", "epochs"))
                .isEqualTo(Map.of("type", "integer", "minimum", 1L));
        assertThat(at("properties", "train", "properties", "validation")).isEqualTo(
                Map.of("type", "number", "minimum", 0L, "exclusiveMaximum", 1L, "default", 0L));
        assertThat(bounds("adam", "learning_rate")).isEqualTo(Map.of("exclusiveMinimum", 0L));
        assertThat(bounds("step", "factor")).isEqualTo(Map.of("exclusiveMinimum", 0L, "maximum", 1L));
        assertThat(bounds("step", "every")).isEqualTo(Map.of("minimum", 1L));
        assertThat(bounds("range", "min")).isEmpty();
        assertThat(bounds("range", "max")).isEmpty();
        assertThat(bounds("train", "seed")).isEmpty();
    }

    private static Map<String, Object> bounds(String name, String key) {
        var word = Vocabulary.words().stream().filter(candidate -> candidate.name().equals(name)).findFirst()
                .orElseThrow();
        return Bounds.of(word, word.part(key).orElseThrow());
    }

    private Object at(String... keys) {
        return Trees.at(schema, keys);
    }

    private static Map<String, Object> first(Object anyOf) {
        return Trees.map(((List<?>) Trees.at(anyOf, "anyOf")).getFirst());
    }
}
