package dev.hourglass.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.studio.run.Gallery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files of the page.
class PageTest {
    private static final Path PAGE = Path.of("src/main/resources/dev/hourglass/studio/page");
    private static final Path LIB = PAGE.resolve("lib");

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void bundlesAreThoseThatTheirScriptMade() throws IOException, NoSuchAlgorithmException {
        var listed = new TreeSet<String>();
        for (var line : Files.readAllLines(LIB.resolve("SHA256SUMS"))) {
            var parts = line.split("  ", 2);
            var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(LIB.resolve(parts[1])));
            assertThat(HexFormat.of().formatHex(hash)).as(parts[1]).isEqualTo(parts[0]);
            listed.add(parts[1]);
        }
        try (var all = Files.list(LIB)) {
            assertThat(all.map(file -> String.valueOf(file.getFileName())).filter(name -> !name.equals("SHA256SUMS")))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void everyBundledPackageComesWithItsLicence() throws IOException {
        var licences = Files.readString(LIB.resolve("LICENCES.txt"));
        var wanted = Files.readString(Path.of("bundles/package.json"));

        for (var name : List.of("preact", "htm", "@preact/signals", "uplot", "@codemirror/view", "@lezer/common")) {
            assertThat(licences).containsPattern("(?m)^" + name + " [0-9.]+, (MIT|Apache-2.0)$");
        }
        assertThat(wanted).contains("\"preact\"").contains("\"uplot\"").contains("\"htm\"");
    }

    /// The page's policy lets in neither, and nothing comes from elsewhere.
    @Test
    void scriptsNeedNoExceptionFromThePolicy() throws IOException {
        for (var file : Stream.concat(files(PAGE, ".js").stream(), files(LIB, ".js").stream()).toList()) {
            assertThat(Files.readString(file)).as(file.toString())
                    .doesNotContainPattern("\\beval\\(|new Function\\(|import\\(['\"]https?:");
        }
        for (var file : files(PAGE, ".html")) {
            assertThat(Files.readString(file)).as(file.toString())
                    .doesNotContain("http:").doesNotContain("https:").doesNotContain("<style")
                    .doesNotContainPattern("<script(?! type=\"module\" src=\"/assets/)").doesNotContain("style=");
        }
    }

    @Test
    void theGalleryHasEveryExample() throws IOException {
        var files = files(Path.of("../examples"), ".yaml").stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".yaml", "")).toList();

        assertThat(Gallery.examples()).extracting(Gallery.Example::name).containsExactlyInAnyOrderElementsOf(files);
        assertThat(Gallery.examples()).allSatisfy(example -> {
            assertThat(example.data()).isPresent();
            assertThat(example.title()).isNotBlank();
        });
    }
}
