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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The JIT ignores a pattern that matches nothing, as after a class was moved, and training becomes slower.
class JitDirectivesTest {
    private static final Path CORE = Path.of(System.getProperty("basedir", "."));
    private static final Path SOURCES = CORE.resolve("src/main/java");
    private static final Path KERNELS = SOURCES.resolve("dev/hourglass/internal/kernel");
    private static final Pattern DIRECTIVE = Pattern.compile("\"([+-])(dev/hourglass/[^.]+)\\.\\*\"");

    @Test
    void everyPatternMatchesAClass() throws IOException {
        assertThat(directives()).isNotEmpty().allSatisfy(JitDirectivesTest::matchesAClass);
        assertThat(options("CompileThresholdScaling")).isNotEmpty().allSatisfy(JitDirectivesTest::matchesAClass);
    }

    @Test
    void theLauncherHasThemAsOptions() throws IOException {
        assertThat(options("inline")).containsExactlyInAnyOrderElementsOf(directives("+"));
        assertThat(options("dontinline")).containsExactlyInAnyOrderElementsOf(directives("-"));
    }

    @Test
    void whatIsCompiledEarlyIsWaitedFor() throws IOException {
        assertThat(options("BackgroundCompilation")).containsExactlyElementsOf(options("CompileThresholdScaling"));
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
        assertThat(options("CompileThresholdScaling")).containsAll(tiles);
    }

    private static void matchesAClass(String pattern) throws IOException {
        var path = SOURCES.resolve(pattern + ".java");
        try (var files = Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
            assertThat(files).as(pattern).isNotEmpty();
        }
    }

    private static List<String> directives() {
        return Stream.of("+", "-").flatMap(sign -> directives(sign).stream()).toList();
    }

    private static List<String> directives(String sign) {
        return DIRECTIVE.matcher(JitDirectives.DIRECTIVES)
                .results()
                .filter(match -> match.group(1).equals(sign))
                .map(match -> match.group(2))
                .toList();
    }

    private static List<String> options(String command) throws IOException {
        return Pattern.compile("CompileCommand=" + command + ",(dev\\.hourglass\\.[^:]+)::\\*")
                .matcher(Files.readString(CORE.resolve("../jvm.options")))
                .results()
                .map(match -> match.group(1).replace('.', '/'))
                .toList();
    }
}
