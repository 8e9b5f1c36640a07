package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.internal.file.TensorFileWriter;
import dev.hourglass.internal.file.TensorSlice;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All fields of all that is printed with `--json`, in their order: programs read them by these names.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class JsonFieldsTest {
    @TempDir
    private static Path folder;

    private static RunFixture fixture;
    private static String plain;
    private static String masked;
    private static String sparse;
    private static String variational;
    private static String conditional;
    private static String classifier;

    @BeforeAll
    static void prepare() throws IOException {
        fixture = new RunFixture(folder);
        plain = model("plain", "");
        masked = model("masked", "  corruption: {masking: 0.5}");
        sparse = model("sparse", "  latent: {top_k: 1}\n  penalties: [weight_decay: 0.001]");
        variational = model("vae", "  latent: {gaussian: {size: 2}}");
        conditional = model("cvae", "  latent: {gaussian: {size: 2, classes: 3}}");
        classifier = fixture.finetune("classifier", Path.of(plain), "--epochs", "1").resolve("model.hourglass")
                .toString();
    }

    private static String model(String name, String more) throws IOException {
        return fixture.train(name, more, "--epochs", "1").resolve("model.hourglass").toString();
    }

    @Test
    void train() throws IOException {
        var spec = fixture.spec("").toString();

        assertThat(fields(
                "train", spec, "--data", bars(), "--out", out("trained"), "--set",
                "model.encoder.1.dense.activation=sigmoid", "--set",
                "model.penalties=[kl_sparsity: {rho: 0.01, beta: 0.001}]"))
                .containsExactly(
                        "metrics", "metrics.loss", "metrics.mse", "metrics.bce", "metrics.psnr", "metrics.penalty",
                        "metrics.mean_activation", "metrics.pca_mse", "referee", "epochs", "seconds",
                        "samplesPerSecond", "weightsSha256", "model", "run", "ending", "findings", "findings[].message",
                        "findings[].fatal");
    }

    @Test
    void trainWithAProfile() throws IOException {
        var spec = fixture.spec("").toString();

        assertThat(fields("train", spec, "--data", bars(), "--out", out("profiled"), "--profile")).containsExactly(
                "metrics", "metrics.loss", "metrics.mse", "metrics.bce", "metrics.psnr", "metrics.pca_mse", "referee",
                "epochs", "seconds", "samplesPerSecond", "weightsSha256", "model", "run", "ending", "findings",
                "profile", "profile.threads", "profile.meanThreads", "profile.steps", "profile.samples",
                "profile.seconds", "profile.layers",
                "profile.layers[].layer",
                "profile.layers[].forward", "profile.layers[].forward.seconds",
                "profile.layers[].forward.multiplyAdds", "profile.layers[].forward.gigaflops",
                "profile.layers[].weightGradient", "profile.layers[].weightGradient.seconds",
                "profile.layers[].weightGradient.multiplyAdds", "profile.layers[].weightGradient.gigaflops",
                "profile.layers[].inputGradient", "profile.layers[].inputGradient.seconds",
                "profile.layers[].inputGradient.multiplyAdds", "profile.layers[].inputGradient.gigaflops",
                "profile.filling", "profile.loss", "profile.update", "profile.waiting");
    }

    @Test
    void evaluate() {
        assertThat(fields("evaluate", plain)).containsExactly(
                "metrics", "metrics.loss", "metrics.mse", "metrics.bce", "metrics.psnr", "metrics.pca_mse", "referee",
                "epochs", "seconds", "samplesPerSecond", "weightsSha256", "model");
    }

    @Test
    void evaluateWithAProbe() {
        assertThat(fields("evaluate", plain, "--probe")).containsSubsequence(
                "model", "probe", "probe.neighbours", "probe.nearestNeighbours", "probe.linear", "probe.errorByClass",
                "probe.errorByClass[].class", "probe.errorByClass[].samples", "probe.errorByClass[].mse")
                .hasSize(20);
    }

    @Test
    void evaluateADenoiser() {
        assertThat(fields("evaluate", masked)).containsExactly(
                "metrics", "metrics.loss", "metrics.mse", "metrics.bce", "metrics.psnr", "metrics.psnr_corrupted",
                "metrics.mse_inside", "metrics.mse_inside_corrupted", "metrics.pca_mse", "referee", "epochs", "seconds",
                "samplesPerSecond", "weightsSha256", "model");
    }

    @Test
    void evaluateSparseCodes() {
        assertThat(fields("evaluate", sparse)).containsExactly(
                "metrics", "metrics.loss", "metrics.mse", "metrics.bce", "metrics.psnr", "metrics.penalty",
                "metrics.mean_activation", "metrics.non_zeros", "metrics.pca_mse", "referee", "epochs", "seconds",
                "samplesPerSecond", "weightsSha256", "model");
    }

    @Test
    void evaluateAVariationalModel() {
        assertThat(fields("evaluate", variational, "--nll", "3")).containsExactly(
                "metrics", "metrics.loss", "metrics.mse", "metrics.bce", "metrics.reconstruction", "metrics.kl",
                "metrics.elbo", "metrics.active_units", "metrics.psnr", "metrics.pca_mse", "metrics.nll",
                "klPerDimension", "referee", "epochs", "seconds", "samplesPerSecond", "weightsSha256", "model");
        assertThat(fields("evaluate", conditional)).isEqualTo(fields("evaluate", variational));
    }

    /// Pictures that are large enough for a similarity of their structure.
    @Test
    void evaluateARepairOfPictures() throws IOException {
        var spec = Files.writeString(folder.resolve("eyes.yaml"), """
                data: eyes:12
                model:
                  input: [64, 64, 3]
                  corruption: {crosshair: {thickness: 4}}
                  encoder: [conv: {filters: 1, kernel: 8, stride: 8}]
                  decoder: [upsample: 8, conv: {filters: 3, kernel: 3, activation: sigmoid}]
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.01}, epochs: 1, batch: 5}
                """);
        var eyes = fixture.path("eyes");

        assertThat(fields("train", spec.toString(), "--out", eyes.toString())).startsWith(
                "metrics", "metrics.loss", "metrics.mse", "metrics.psnr", "metrics.psnr_corrupted",
                "metrics.mse_inside",
                "metrics.mse_inside_corrupted", "metrics.bce", "metrics.ssim", "metrics.psnr_red", "metrics.ssim_red",
                "metrics.psnr_green", "metrics.ssim_green", "metrics.psnr_blue", "metrics.ssim_blue", "referee");
    }

    @Test
    void finetune() {
        assertThat(fields("finetune", plain, "--out", out("tuned"), "--epochs", "1")).containsExactly(
                "labels", "classes", "testSamples", "before", "after", "seeds", "seeds[].seed", "seeds[].before",
                "seeds[].after", "weightsSha256", "model", "run");
        assertThat(fields("finetune", plain, "--out", out("compared"), "--epochs", "1", "--from-scratch"))
                .containsExactly(
                        "labels", "classes", "testSamples", "before", "after", "fromScratch", "seeds", "seeds[].seed",
                        "seeds[].before", "seeds[].after", "seeds[].fromScratch", "weightsSha256", "model", "run");
    }

    @Test
    void classify() throws IOException {
        assertThat(fields("classify", classifier)).containsExactly(
                "samples", "classNames", "accuracy", "confusion", "classes", "probabilities", "model");
        assertThat(fields("classify", classifier, "--data", unlabelled())).containsExactly(
                "samples", "classNames", "classes", "probabilities", "model");
    }

    @Test
    void score() throws IOException {
        assertThat(fields("score", plain)).containsExactly(
                "samples", "mse", "scores", "scores[].sample", "scores[].label", "scores[].error", "model");
        assertThat(fields("score", plain, "--data", unlabelled())).containsExactly(
                "samples", "mse", "scores", "scores[].sample", "scores[].error", "model");
    }

    @Test
    void pca() {
        var kept = out("components");

        assertThat(fields("pca", "--data", bars(), "--size", "2", "--out", kept)).containsExactly(
                "metrics", "metrics.loss", "metrics.mse", "metrics.psnr", "metrics.pca_mse", "referee", "seconds",
                "samplesPerSecond", "weightsSha256", "model");
        assertThat(fields("pca", "--data", bars(), "--out", out("more"), "--compare", kept + "/model.hourglass"))
                .endsWith("weightsSha256", "model", "largestAngle")
                .hasSize(11);
    }

    @Test
    void sweep() throws IOException {
        var spec = fixture.spec("").toString();
        var done = answer("sweep", spec, "--data", bars(), "--out", out("sweep"), "--vary", "code=1,2");
        var failed = answer(
                "sweep", spec, "--data", bars(), "--out", out("failed"), "--vary",
                "train.optimizer.adam.learning_rate=1e38");
        var leftOut = answer(
                "sweep", spec, "--data", bars(), "--out", out("short"), "--vary", "code=1", "--budget", "1e-9");

        assertThat(fields(done)).containsExactly(
                "runs", "runs[].values", "runs[].values.code", "runs[].codeSize", "runs[].parameters", "runs[].epochs",
                "runs[].seconds", "runs[].metrics", "runs[].metrics.loss", "runs[].metrics.mse", "runs[].metrics.bce",
                "runs[].metrics.psnr", "runs[].metrics.pca_mse", "runs[].run", "leftOut", "csv", "report");
        assertThat(fields(failed.get("runs").get(0))).containsExactly(
                "values", "values.train.optimizer.adam.learning_rate", "codeSize", "parameters", "epochs", "seconds",
                "metrics", "failure", "run");
        assertThat(fields(leftOut)).containsExactly("runs", "leftOut", "leftOut[].code", "csv", "report");
    }

    /// By which a later sweep knows what is done.
    @Test
    void theResultOfARunOfASweep() throws IOException {
        fields("sweep", fixture.spec("").toString(), "--data", bars(), "--out", out("kept"), "--vary", "code=1");

        assertThat(fields(JsonMapper.shared().readTree(Files.readString(fixture.path("kept/code-1/result.json")))))
                .containsExactly(
                        "values", "values.code", "codeSize", "parameters", "epochs", "seconds", "metrics",
                        "metrics.loss", "metrics.mse", "metrics.bce", "metrics.psnr", "metrics.pca_mse", "origin");
    }

    @Test
    void checkerboard() {
        assertThat(fields("checkerboard", plain, masked))
                .containsExactly("period", "models", "models[].model", "models[].share");
    }

    @Test
    void inspect() {
        assertThat(fields("inspect", plain)).containsExactly(
                "layers", "layers[].place", "layers[].layer", "layers[].output", "layers[].parameters", "input", "code",
                "parameters", "metadata", "metadata.data", "metadata.data.samples", "metadata.data.fingerprint",
                "metadata.seed", "metadata.training", "metadata.library", "metadata.java", "metadata.vectors",
                "metadata.epochs", "metadata.loss.first", "metadata.loss.last", "metadata.name", "metadata.data.shape",
                "metadata.data.training_part.samples", "metadata.data.training_part.fingerprint", "metadata.test.loss",
                "metadata.test.mse", "metadata.test.bce", "metadata.test.psnr", "metadata.test.pca_mse",
                "weightsSha256", "formatVersion", "model");
        assertThat(fields("inspect", plain, "--verify")).endsWith(
                "formatVersion", "checksums", "checksums.(header)", "checksums.encoder.0.weight",
                "checksums.encoder.0.bias", "checksums.decoder.0.weight", "checksums.decoder.0.bias", "model");
    }

    @Test
    void inspectAClassifier() {
        assertThat(fields("inspect", classifier)).containsSubsequence(
                "input", "code", "classes", "classNames", "parameters", "metadata.class_names",
                "metadata.validation_loss.lowest", "metadata.validation_loss.lowest_epoch",
                "metadata.pretrained.sha256", "metadata.labels", "metadata.test.accuracy", "weightsSha256");
    }

    @Test
    void importAndExport() throws IOException {
        assertThat(fields("export", plain, "--to", "onnx", "--out", out("plain.onnx")))
                .containsExactly("onnx", "part", "operatorSet", "largestDistance", "model");
        var spec = Files.writeString(folder.resolve("linear.yaml"), """
                model: {input: 2, encoder: [dense: 1], decoder: [dense: 2], loss: mean_squared_error}
                train: {optimizer: {adam: 0.01}, epochs: 1, batch: 1}
                """);
        var weights = folder.resolve("linear.safetensors");
        TensorFileWriter.write(weights, "pt", Map.of(), List.of(
                new TensorSlice("encoder.0.weight", List.of(1, 2), new float[2], 0),
                new TensorSlice("encoder.0.bias", List.of(1), new float[1], 0),
                new TensorSlice("decoder.0.weight", List.of(2, 1), new float[2], 0),
                new TensorSlice("decoder.0.bias", List.of(2), new float[2], 0)));
        assertThat(fields(
                "import", "--spec", spec.toString(), "--weights", weights.toString(), "--out", out("linear.hourglass")))
                .containsExactly("parameters", "weightsSha256", "model");
    }

    /// Samples of four pictures without names or labels.
    private static String unlabelled() throws IOException {
        var file = folder.resolve("unlabelled.npy");
        Npy.write(file, Shape.of(36), new float[4][36]);
        return file.toString();
    }

    private static List<String> fields(String... arguments) {
        return fields(answer(arguments));
    }

    private static JsonNode answer(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        var run = Hourglass.run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).hasSize(1);
        return JsonMapper.shared().readTree(run.out().getFirst());
    }

    /// The names of all fields, each before those within it; objects of one array have the same ones.
    private static List<String> fields(JsonNode object) {
        var fields = new ArrayList<String>();
        for (var field : object.properties()) {
            var name = field.getKey();
            fields.add(name);
            var value = field.getValue();
            if (value.isObject()) {
                fields(value).forEach(inner -> fields.add(name + "." + inner));
            } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                fields(value.get(0)).forEach(inner -> fields.add(name + "[]." + inner));
                assertThat(value).allSatisfy(one -> assertThat(fields(one)).isEqualTo(fields(value.get(0))));
            }
        }
        return fields;
    }

    private static String bars() {
        return fixture.path("bars").toString();
    }

    private static String out(String name) {
        return fixture.path(name).toString();
    }
}
