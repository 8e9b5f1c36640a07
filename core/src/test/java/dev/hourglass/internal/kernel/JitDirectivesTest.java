package dev.hourglass.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.op.LinearOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The JIT ignores a pattern that matches nothing, as after a class was moved, and training becomes slower.
class JitDirectivesTest {
    private static final Path CORE = Path.of(System.getProperty("basedir", "."));
    private static final Path SOURCES = CORE.resolve("src/main/java");
    private static final Path KERNELS = SOURCES.resolve("dev/hourglass/internal/kernel");
    private static final Pattern DIRECTIVE = Pattern.compile("\"[+-](dev/hourglass/[^.]+)\\.\\*\"");
    private static final Pattern OPTION = Pattern.compile("CompileThresholdScaling,(dev\\.hourglass\\.[^:]+)::\\*");

    @Test
    void everyPatternMatchesAClass() throws IOException {
        assertThat(directives()).isNotEmpty().allSatisfy(JitDirectivesTest::matchesAClass);
        assertThat(options()).isNotEmpty().allSatisfy(JitDirectivesTest::matchesAClass);
    }

    @Test
    void applyToTheCallersOfKernels() {
        var callers = Pattern.compile("match: \\[\"(dev/hourglass/[^*]+)\\*\\.\\*\"\\]")
                .matcher(JitDirectives.DIRECTIVES);
        assertThat(callers.find()).isTrue();
        for (var caller : List.of(LinearOp.class, TrainingEngine.class, VectorKernels.class)) {
            assertThat(caller.getName().replace('.', '/')).startsWith(callers.group(1));
        }
    }

    @Test
    void everyTileOfVectorsHasADirectiveAndAnOption() throws IOException {
        var tiles = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(KERNELS.resolve("tile"), "*Tiles.java")) {
            for (var file : files) {
                if (Files.readString(file).contains("FloatVector")) {
                    tiles.add(SOURCES.relativize(file).toString().replace(".java", ""));
                }
            }
        }
        assertThat(tiles).isNotEmpty();
        assertThat(directives()).containsAll(tiles);
        assertThat(options()).containsAll(tiles);
    }

    private static void matchesAClass(String pattern) throws IOException {
        var path = SOURCES.resolve(pattern + ".java");
        try (var files = Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
            assertThat(files).as(pattern).isNotEmpty();
        }
    }

    private static List<String> directives() {
        return DIRECTIVE.matcher(JitDirectives.DIRECTIVES).results().map(match -> match.group(1)).toList();
    }

    private static List<String> options() throws IOException {
        return OPTION.matcher(Files.readString(CORE.resolve("../jvm.options")))
                .results()
                .map(match -> match.group(1).replace('.', '/'))
                .toList();
    }
}
