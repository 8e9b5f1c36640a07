package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.yaml.SpecDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every example of a table goes one epoch on its data.
class TableExamplesTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> SpecDocument.read(file).isOfTable())
                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    /// The SHA-256 of the weights is that of `bench/bits`, the same on every machine.
    @ParameterizedTest
    @MethodSource("names")
    void hasTheSameWeightsEverywhere(String name) throws IOException {
        var spec = ROOT.resolve("examples").resolve(name + ".yaml");
        var data = ROOT.resolve(SpecDocument.read(spec).table(List.of()).data().orElseThrow());

        var run = Hourglass.run("train", spec.toString(), "--data", data.toString(), "--epochs", "1", "--json", "--out",
                folder.resolve("run").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out().getLast()).at("/weightsSha256").asString())
                .isEqualTo(known(name));
    }

    private static String known(String name) throws IOException {
        var file = ROOT.resolve("experiments/src/test/resources/dev/hourglass/experiments/example-weights.txt");
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(" ")).filter(fields -> fields[0].equals(name)).findFirst()
                    .orElseThrow()[2];
        }
    }
}
