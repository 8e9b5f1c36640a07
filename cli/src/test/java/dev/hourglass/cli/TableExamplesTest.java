package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.interop.onnx.OnnxCheck;
import dev.hourglass.interop.onnx.OnnxTable;
import dev.hourglass.model.TableModel;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.ColumnTypes;
import dev.hourglass.tables.training.TableTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Every example of a table goes one epoch on its data.
class TableExamplesTest {
    private static final Path ROOT = Path.of("..");

    /// What the training of each example has printed.
    private static final Map<String, String> TRAINED = new HashMap<>();

    @TempDir
    private static Path folder;

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> SpecDocument.read(file).isOfTable())
                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    static List<String> ofRows() throws IOException {
        return names().stream()
                .filter(name -> SpecDocument.read(spec(name)).table(List.of()).table().windows().isEmpty())
                .toList();
    }

    /// The SHA-256 of the weights is that of `bench/bits`, the same on every machine.
    @ParameterizedTest
    @MethodSource("names")
    void hasTheSameWeightsEverywhere(String name) throws IOException {
        assertThat(JsonMapper.shared().readTree(trained(name)).at("/weightsSha256").asString())
                .isEqualTo(known(name));
    }

    @ParameterizedTest
    @MethodSource("ofRows")
    void everyRowHasItsScoreInOnnxRuntime(String name) {
        trained(name);
        var model = TableModel.load(folder.resolve(name).resolve("model.hourglass"));
        var exported = OnnxTable.of(model);
        int rows = 0;
        try (var table = Table.open(TableSource.of(data(name)), TableTraining.format(model).orElseThrow(),
                TableLimits.DEFAULT);
                var reader = table.read(ColumnTypes.of(model.schema()), Optional.empty(), Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                assertThat(exported.check(chunk.get().cells(), chunk.get().rows()))
                        .isInstanceOf(OnnxCheck.Compared.class);
                rows += chunk.get().rows();
            }
        }
        assertThat(rows).isGreaterThan(300);
    }

    private static Path spec(String name) {
        return ROOT.resolve("examples").resolve(name + ".yaml");
    }

    private static Path data(String name) {
        return ROOT.resolve(SpecDocument.read(spec(name)).table(List.of()).data().orElseThrow());
    }

    private static String trained(String name) {
        return TRAINED.computeIfAbsent(name, _ -> {
            var run = Hourglass.run("train", spec(name).toString(), "--data", data(name).toString(), "--epochs", "1",
                    "--json", "--out", folder.resolve(name).toString());
            assertThat(run.exitCode()).as("%s", run.err()).isZero();
            return run.out().getLast();
        });
    }

    private static String known(String name) throws IOException {
        var file = ROOT.resolve("experiments/src/test/resources/dev/hourglass/experiments/example-weights.txt");
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(" ")).filter(fields -> fields[0].equals(name)).findFirst()
                    .orElseThrow()[2];
        }
    }
}
