package dev.hourglass.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {
    private static final String NUMBER = "0b2c4f6e-1111-2222-3333-444455556666";

    @TempDir
    private Path folder;

    @Test
    void removesWhatAKilledProcessHasLeftOfTheSameFile() throws IOException {
        var file = folder.resolve("scores.csv");
        abandon("scores.csv");
        abandon("other.csv");
        Files.writeString(folder.resolve(".scores.csv.tmp"), "somebody else's");

        try (var pending = PendingFile.marked(file)) {
            Files.writeString(pending.create(), "new");
            assertThat(folder.toFile().list()).hasSize(5).doesNotContain(".scores.csv." + NUMBER + ".tmp",
                    ".scores.csv." + NUMBER + ".lock");
            pending.commit();
        }

        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("scores.csv", ".scores.csv.tmp",
                ".other.csv." + NUMBER + ".tmp", ".other.csv." + NUMBER + ".lock");
    }

    private void abandon(String name) throws IOException {
        Files.writeString(folder.resolve("." + name + "." + NUMBER + ".tmp"), "half");
        Files.createFile(folder.resolve("." + name + "." + NUMBER + ".lock"));
    }

    @Test
    void leavesWhatThisProcessIsWriting() throws IOException {
        var file = folder.resolve("scores.csv");
        try (var first = PendingFile.marked(file);
                var second = PendingFile.marked(file)) {
            Files.writeString(first.create(), "first");
            Files.writeString(second.create(), "second");
            try (var third = PendingFile.marked(file)) {
                Files.writeString(third.create(), "third");
            }
            assertThat(folder.toFile().list()).hasSize(4);
            second.commit();
            first.commit();
        }
        assertThat(file).hasContent("first");
        assertThat(folder.toFile().list()).containsExactly("scores.csv");
    }

    @Test
    void aNameThatLeavesNoRoomIsWrittenAsWell() throws IOException {
        var file = folder.resolve("s".repeat(251) + ".csv");
        try (var pending = PendingFile.marked(file)) {
            Files.writeString(pending.create(), "new");
            pending.commit();
        }
        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).hasSize(1);
    }
}
