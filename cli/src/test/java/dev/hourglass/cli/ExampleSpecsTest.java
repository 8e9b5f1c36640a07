package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleSpecsTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @ParameterizedTest
    @MethodSource("files")
    void beginsWithWhatItIsAndHowToRunIt(Path file) throws IOException {
        assertThat(Files.readAllLines(file).getFirst())
                .startsWith("# ")
                .contains("hourglass train examples/" + file.getFileName());
    }

    @ParameterizedTest
    @MethodSource("files")
    void describesAnExperimentOnDataThatAreThere(Path file) {
        var document = SpecDocument.read(file);
        if (document.isOfTable()) {
            assertThat(EXAMPLES.resolveSibling(document.table(List.of()).data().orElseThrow())).isRegularFile();
            return;
        }
        var experiment = document.experiment(List.of());

        var features = Map.of("mnist", 784, "eyes", 64 * 64 * 3, "eyes:2000", 64 * 64 * 3);
        assertThat(features).containsEntry(experiment.data().orElseThrow(), experiment.model().input().size());
    }

    @Test
    void areTheNetworksOfTheTutorials() {
        assertThat(code("dense.yaml")).isEqualTo(Shape.of(36));
        assertThat(code("compress.yaml")).isEqualTo(Shape.of(392));
        assertThat(code("deep.yaml")).isEqualTo(Shape.of(32));
        assertThat(code("residual.yaml")).isEqualTo(Shape.of(32));
        assertThat(code("linear.yaml")).isEqualTo(Shape.of(6));
        assertThat(code("deep-2d.yaml")).isEqualTo(Shape.of(2));
        assertThat(code("denoise.yaml")).isEqualTo(Shape.of(4, 4, 16));
        assertThat(code("conv-transposed.yaml")).isEqualTo(Shape.of(4, 4, 16));
        assertThat(code("inpaint-eyes.yaml")).isEqualTo(Shape.of(16, 16, 24));
        assertThat(code("inpaint-eyes-skip.yaml")).isEqualTo(Shape.of(16, 16, 24));
        assertThat(code("checkerboard.yaml")).isEqualTo(Shape.of(16, 16, 12));
        assertThat(code("resize-conv.yaml")).isEqualTo(Shape.of(16, 16, 12));
        assertThat(code("sparse.yaml")).isEqualTo(Shape.of(196));
        assertThat(code("stacked.yaml")).isEqualTo(Shape.of(500));
        assertThat(code("vae.yaml")).isEqualTo(Shape.of(20));
        assertThat(code("vae-conv.yaml")).isEqualTo(Shape.of(2));
        assertThat(code("cvae.yaml")).isEqualTo(Shape.of(10));
    }

    @Test
    void comeWithTheProgramForTheDemo() throws IOException {
        try (var inside = Main.class.getResourceAsStream("examples/denoise.yaml")) {
            assertThat(inside).isNotNull().hasBinaryContent(Files.readAllBytes(EXAMPLES.resolve("denoise.yaml")));
        }
    }

    private static Shape code(String name) {
        return SpecFile.read(EXAMPLES.resolve(name)).model().codeShape();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
