package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyCommandTest {
    @TempDir
    private Path folder;

    private Path protocols;
    private Path bars;

    @BeforeEach
    void prepare() throws IOException {
        bars = new RunFixture(folder).bars();
        protocols = Files.createDirectories(folder.resolve("protocols"));
        protocol("bars", "cross_entropy", "published: {value: 0.5, source: a book}", "");
    }

    private void protocol(String name, String measure, String reference, String more) throws IOException {
        protocol(name, measure, reference, more, "");
    }

    private void protocol(String name, String measure, String reference, String more, String latent)
            throws IOException {
        Files.writeString(protocols.resolve(name + ".yaml"), """
                data: %s
                model:
                  input: [36]
                  encoder:
                    - dense: {units: 3, activation: tanh}
                  %s
                  decoder:
                    - dense: {units: 36, activation: sigmoid}
                  loss: binary_cross_entropy
                train:
                  optimizer: {adam: {learning_rate: 0.01}}
                  epochs: 4
                  batch: 10
                verify:
                  title: bars
                  measure: {%s}
                  reference: {%s}
                  quick: {samples: 20, epochs: 2, expected: 0.5}
                  %s
                """.formatted(bars, latent, measure.contains(":") ? measure : measure + ": {}", reference, more));
    }

    private Hourglass verify(String... options) {
        var arguments = new ArrayList<>(List.of("verify", "--protocols", protocols.toString()));
        arguments.addAll(List.of(options));
        return Hourglass.run(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--out", out().toString(), "--json"));
        var run = verify(all.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getFirst()).get("results");
    }

    private Path out() {
        return folder.resolve("out");
    }

    @Test
    void trainsEachSeedOnceAndAveragesTheirValues() throws IOException {
        var first = json("--seeds", "3").get(0);
        var values = first.get("seeds").valueStream().map(seed -> seed.get("value").asDouble()).toList();

        assertThat(values).hasSize(3).doesNotHaveDuplicates();
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        assertThat(first.get("mean").asDouble()).isCloseTo(mean, within(1e-15));
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        assertThat(first.get("standardDeviation").asDouble()).isCloseTo(Math.sqrt(squares / 2), within(1e-12));
        assertThat(first.get("seeds").get(0).get("epochs").asInt()).isEqualTo(4);
        var model = out().resolve("bars/seed-3/model.hourglass");
        var kept = Files.getLastModifiedTime(model);
        assertThat(out().resolve("bars/seed-3/figures/reconstructions.png")).isNotEmptyFile();

        var again = verify("--seeds", "3", "--out", out().toString());

        assertThat(again.err()).containsExactly("bars, seed 1: measured before", "bars, seed 2: measured before",
                "bars, seed 3: measured before");
        assertThat(Files.getLastModifiedTime(model)).isEqualTo(kept);
        assertThat(again.out().getFirst()).startsWith("result  measure");
        assertThat(again.out().getLast()).startsWith("bars    cross-entropy of a feature  a book").contains(" ± ");
    }

    @Test
    void measuresNothingAnewBecauseOfWhatItIsComparedWith() {
        json();

        var run = verify("--out", out().toString(), "--set", "verify.title=other", "--set",
                "verify.reference.published.value=0.25", "--set", "verify.quick.epochs=1");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).containsExactly("bars, seed 1: measured before");
    }

    @Test
    void reachesTheMeanOfRunsWithinTwoStandardErrors() {
        var result = json("--seeds", "4").get(0);
        double mean = result.get("mean").asDouble();
        double error = Math.hypot(0.02 / 3, result.get("standardDeviation").asDouble() / 2);

        assertThat(reaches(mean, 0)).isTrue();
        assertThat(reaches(mean - 1e-9, 0)).isFalse();
        assertThat(reaches(mean - 1.9 * error, 0.02)).isTrue();
        assertThat(reaches(mean - 2.1 * error, 0.02)).isFalse();
    }

    private boolean reaches(double value, double sd) {
        return json("--seeds", "4", "--set",
                "verify.reference.published={value: " + value + ", source: a book, sd: " + sd
                        + ", runs: 9}")
                .get(0).get("reached").asBoolean();
    }

    @Test
    void measuresWhatEvaluateDoes() {
        double value = json().get(0).get("mean").asDouble();

        var evaluation = Hourglass.run("evaluate", out().resolve("bars/seed-1/model.hourglass").toString(), "--json");

        assertThat(JsonMapper.shared().readTree(evaluation.out().getFirst()).get("metrics").get("bce").asDouble())
                .isEqualTo(value);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        double whole = json().get(0).get("mean").asDouble();
        Files.delete(out().resolve("bars/seed-1/result.json"));
        Files.delete(out().resolve("bars/seed-1/model.hourglass"));

        var run = verify("--out", out().toString());

        assertThat(run.err()).anyMatch(line -> line.startsWith("resuming after 4 of 4 epochs"));
        assertThat(json().get(0).get("mean").asDouble()).isEqualTo(whole);
    }

    @Test
    void refusesResultsOfAnotherProtocol() {
        json();

        var run = verify("--out", out().toString(), "--set", "verify.measure={squared_error: sample}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().getLast()).endsWith(
                "seed-1: contains a result of another protocol or of other data; choose another --out, or remove the folder");
    }

    @Test
    void comparesWithPrincipalComponents() throws IOException {
        protocol("bars", "squared_error: feature", "pca: {}", "");

        var result = json().get(0);

        assertThat(result.get("source").asString()).isEqualTo("PCA, the same code size");
        double mse = result.get("reference").asDouble();
        var pca = Hourglass.run("pca", "--data", bars.toString(), "--size", "3", "--out",
                folder.resolve("pca").toString(),
                "--json");
        assertThat(pca.out()).as("%s", pca.err()).isNotEmpty();
        assertThat(pca.out().getFirst()).contains("\"mse\":" + mse);
    }

    @ParameterizedTest
    @CsvSource({"'neighbour_error: 3'", "probe_error", "'margin_error: 1'",
        "'fine_tuned_error: {train: {optimizer: {adam: {learning_rate: 0.01}}, epochs: 3, batch: 10}, dropout: 0.1}'"})
    void measuresErrorsOfClasses(String measure) throws IOException {
        protocol("bars", measure, "published: {value: 0.5, source: a book}", "");

        double error = json().get(0).get("mean").asDouble();

        assertThat(error).isBetween(0.0, 0.7);
        assertThat(error * 30).isCloseTo(Math.rint(error * 30), within(1e-9));
    }

    @Test
    void measuresTheLikelihoodOfBinarisedSamples() throws IOException {
        var latent = "latent: {gaussian: 2}";
        protocol("bars", "nll: 20", "published: {value: 30, source: a book}", "binarise: all", latent);
        double ofBinary = json().get(0).get("mean").asDouble();
        assertThat(ofBinary).isBetween(1.0, 30.0);
        Files.delete(protocols.resolve("bars.yaml"));
        protocol("grey", "nll: 20", "published: {value: 30, source: a book}", "", latent);
        assertThat(json().get(0).get("mean").asDouble()).isNotEqualTo(ofBinary);
        protocol("grey", "nll: 20", "published: {value: 30, source: a book}", "binarise: test", latent);
        assertThat(verify("--out", out().toString()).exitCode()).isEqualTo(1);
    }

    @Test
    void validatesWithTrainingSamplesThatAreHeldOut() {
        double tested = json().get(0).get("mean").asDouble();
        var run = verify("--validate", "--json", "--out", folder.resolve("held").toString());

        double held = JsonMapper.shared().readTree(run.out().getFirst()).get("results").get(0).get("mean").asDouble();

        assertThat(held).isNotEqualTo(tested);
        assertThat(folder.resolve("held/bars/seed-1/run.json")).content().contains("\"samples\":50");
    }

    @Test
    void comparesTheBitsOfQuickForms() throws IOException {
        var wrong = verify("--quick");
        var answer = verify("--quick", "--json");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.out().getLast()).contains("  different  ");
        var value = JsonMapper.shared().readTree(answer.out().getFirst()).get("results").get(0).get("value").asDouble();
        var right = verify("--quick", "--set", "verify.quick.expected=" + value);
        assertThat(right.exitCode()).as("%s", right.out()).isZero();
        assertThat(right.out().getLast()).contains("  equal  ");
        assertThat(verify("--quick", "--threads", "1", "--set", "verify.quick.expected=" + value).exitCode()).isZero();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(verify("other").err().getLast())
                .isEqualTo("hourglass: " + protocols + ": expected the name of a protocol (bars), found 'other'");
        assertThat(verify("bar").err().getLast()).endsWith("found 'bar'; did you mean 'bars'?");
        assertThat(verify("--quick", "--validate").err().getFirst())
                .contains("--quick trains one short form with the test samples and keeps nothing");
        assertThat(verify("--seeds", "0").err().getFirst()).contains("--seeds: expected at least 1, found 0");
        assertThat(Hourglass.run("verify", "--protocols", folder.resolve("none").toString()).err().getLast())
                .contains(
                        "no such folder of protocols; run this in the project's folder, or name another one with --protocols");
        assertThat(Hourglass.run("verify", "--protocols", bars.toString()).err().getLast())
                .contains("expected protocols, files NAME.yaml, found none");
        assertThat(Hourglass.run("train", protocols.resolve("bars.yaml").toString()).err().getLast())
                .contains("expected a spec, found a protocol; run it with hourglass verify, or remove the key verify");
    }
}
