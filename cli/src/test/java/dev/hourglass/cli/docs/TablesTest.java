package dev.hourglass.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables of the manual. A bar inside a cell has to be written `\|`, inside code as well.
class TablesTest {
    private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

    static Stream<Path> pages() throws IOException {
        var root = Path.of("..");
        try (var top = Files.list(root); var docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasAsManyCellsInEachRowOfATableAsInItsHead(Path page) throws IOException {
        long columns = 0;
        boolean isCode = false;
        for (var line : Files.readAllLines(page)) {
            isCode ^= line.startsWith("```");
            boolean isRow = !isCode && line.startsWith("|");
            long bars = BAR.matcher(line).results().count();
            if (isRow && columns > 0) {
                assertThat(bars).as(line).isEqualTo(columns);
            }
            columns = isRow ? bars : 0;
        }
    }
}
