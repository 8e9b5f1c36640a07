package dev.hourglass.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path parent;

    @Test
    void numbersRunsOfOneNameFromOne() {
        assertThat(RunFolder.next(parent, "dense").path()).hasFileName("dense-1").isDirectory();
        assertThat(RunFolder.next(parent, "dense").path()).hasFileName("dense-2");
        assertThat(RunFolder.next(parent, "deep").path()).hasFileName("deep-1");
    }

    @Test
    void goesOnAfterTheHighestNumberThatIsANumber() throws IOException {
        for (var name : new String[] {"deep-2d-7", "deep-9", "deep-x", "deep-010", "deep-99999999999"}) {
            Files.createDirectory(parent.resolve(name));
        }

        assertThat(RunFolder.next(parent, "deep").path()).hasFileName("deep-10");
        assertThat(RunFolder.next(parent, "deep-2d").path()).hasFileName("deep-2d-8");
    }

    @Test
    void givesRunsThatBeginAtOnceFoldersOfTheirOwn() {
        var names = IntStream.range(0, 200).parallel()
                .mapToObj(_ -> String.valueOf(RunFolder.next(parent, "dense").path().getFileName()))
                .collect(Collectors.toSet());

        assertThat(names).hasSize(200).contains("dense-1", "dense-200");
    }

    @Test
    void makesTheFolderOfRuns() {
        assertThat(RunFolder.next(parent.resolve("a/b"), "dense").path()).isDirectory();
    }

    @Test
    void refusesAFolderThatHoldsSomethingUnlessForced() throws IOException {
        Files.writeString(parent.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> RunFolder.at(parent, false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("--force");
        assertThat(RunFolder.at(parent, true).path()).isEqualTo(parent);
    }

    @Test
    void refusesAFile() throws IOException {
        var file = Files.writeString(parent.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> RunFolder.at(file, true)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void takesBackOnlyAFolderToWhichNothingCame() throws IOException {
        var empty = RunFolder.next(parent, "dense");
        Files.createFile(empty.history());
        var trained = RunFolder.next(parent, "dense");
        Files.writeString(trained.history(), "{}\n");

        empty.discardIfNothingCame();
        trained.discardIfNothingCame();

        assertThat(empty.path()).doesNotExist();
        assertThat(trained.history()).exists();
    }
}
