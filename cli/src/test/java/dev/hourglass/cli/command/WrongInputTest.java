package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake gives one sentence and an exit code, the ones that docs/errors.md promises.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the fixture
class WrongInputTest {
    private static final Path TABLE = Path.of("..", "docs", "errors.md");
    private static final int FEWEST = 20;

    @TempDir
    private static Path folder;

    private static WrongInputs inputs;

    @BeforeAll
    static void prepare() throws IOException {
        inputs = new WrongInputs(folder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void givesTheSentenceAndTheExitCodeOfTheTable(String mistake) throws IOException {
        var run = Hourglass.run(inputs.arguments(mistake));

        var found = "| %s | `%s` | %d |".formatted(mistake, sentence(run), run.exitCode());
        assertThat(rows()).anySatisfy(row -> assertThat(found).matches(pattern(row)));
        assertThat(run.exitCode()).isBetween(1, 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysOneSentenceAndWritesNothing(String mistake) throws IOException {
        var run = Hourglass.run(inputs.arguments(mistake));

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).last().asString().startsWith("hourglass: ");
        assertThat(run.err()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
        assertThat(run.err().stream().filter(line -> line.startsWith("hourglass: "))).hasSize(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void theTableHasARowForEachMistakeAndNoOthers() throws IOException {
        var mistakes = rows().stream().map(row -> row.split(" \\| ", 2)[0].substring(2)).toList();

        assertThat(mistakes).containsExactlyElementsOf(mistakes().toList()).hasSizeGreaterThanOrEqualTo(FEWEST);
    }

    private static Stream<String> mistakes() {
        return WrongInputs.names().stream();
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .toList();
    }

    /// A row as a pattern, in which an ellipsis stands for whatever differs from case to case.
    private static Pattern pattern(String row) {
        return Pattern
                .compile(Stream.of(row.split("\u2026", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
    }

    /// What was said, with paths as they look from the folder of the test.
    private static String sentence(Hourglass run) {
        return run.err().getLast().replace(folder.toAbsolutePath() + "/", "");
    }
}
