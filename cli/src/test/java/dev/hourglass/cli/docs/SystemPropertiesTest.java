package dev.hourglass.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/java.md` lists the system properties that the library and the command line read.
class SystemPropertiesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern READ = Pattern.compile("\"(hourglass\\.[a-z.]+)\"");
    private static final Pattern LISTED = Pattern.compile("^\\| `(hourglass\\.[a-z.]+)` \\|", Pattern.MULTILINE);

    @Test
    void theTableHasEveryPropertyThatIsRead() throws IOException {
        var read = new TreeSet<String>();
        for (var module : List.of("core", "datasets", "interop", "experiments", "cli")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    READ.matcher(Files.readString(file)).results().forEach(found -> read.add(found.group(1)));
                }
            }
        }
        var page = Files.readString(ROOT.resolve("docs/java.md"));

        assertThat(read).isNotEmpty();
        assertThat(LISTED.matcher(page).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(read);
    }
}
