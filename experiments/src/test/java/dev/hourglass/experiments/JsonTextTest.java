package dev.hourglass.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonTextTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheFieldsOfAFile() throws IOException {
        assertThat(JsonText.read(Files.writeString(folder.resolve("result.json"), "{\"größe\": 1}"))).containsEntry(
                "größe",
                1);
    }

    @Test
    void namesTheFileThatIsInAnotherEncoding() throws IOException {
        var file = Files.writeString(folder.resolve("result.json"), "{}  ", StandardCharsets.UTF_16LE);

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> JsonText.read(file)).withMessage(
                file + ": expected text in UTF-8, found UTF-16 (every second byte is 0); save it as UTF-8");
    }

    @Test
    void namesTheFileThatIsNoJson() throws IOException {
        var file = Files.writeString(folder.resolve("result.json"), "[1");

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> JsonText.read(file))
                .withMessageStartingWith(file + ": cannot be read: ");
    }
}
