package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A class has a name of its own: no other module, and no other package, has one that is called the same.
class UniqueNamesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void noTwoClassesHaveOneName() throws IOException {
        Map<String, List<Path>> byName;
        try (var files = modules().flatMap(UniqueNamesTest::classes)) {
            byName = files.collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        }

        assertThat(byName).hasSizeGreaterThan(400);
        assertThat(byName.values()).filteredOn(files -> files.size() > 1).isEmpty();
    }

    /// The modules of the project, and those below bench.
    private static Stream<Path> modules() throws IOException {
        try (var top = Files.list(ROOT); var bench = Files.list(ROOT.resolve("bench"))) {
            return Stream.concat(top, bench).filter(module -> Files.isDirectory(module.resolve(SOURCES))).toList()
                    .stream();
        }
    }

    private static Stream<Path> classes(Path module) {
        try (var files = Files.walk(module.resolve(SOURCES))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
