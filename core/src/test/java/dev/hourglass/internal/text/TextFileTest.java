package dev.hourglass.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile(@TempDir Path folder) {
        file = folder.resolve("text.json");
    }

    @Test
    void readsUtf8WithOrWithoutAMark() throws IOException {
        assertThat(TextFile.read(Files.writeString(file, "{größe}"))).isEqualTo("{größe}");
        assertThat(TextFile.read(Files.writeString(file, "\uFEFF{größe}"))).isEqualTo("{größe}");
        assertThat(TextFile.read(Files.writeString(file, ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "x-UTF-16LE-BOM ~ found UTF-16 (byte order mark FF FE)",
        "UTF-16 ~ found UTF-16 (byte order mark FE FF)",
        "UTF-16LE ~ found UTF-16 (every second byte is 0)",
        "UTF-16BE ~ found UTF-16 (every second byte is 0)",
        "X-UTF-32LE-BOM ~ found UTF-32 (byte order mark FF FE 00 00)",
        "X-UTF-32BE-BOM ~ found UTF-32 (byte order mark 00 00 FE FF)",
        "ISO-8859-1 ~ found byte 0xE4 at offset 8, which is not UTF-8, as in Latin-1 or Windows-1252",
        "windows-1252 ~ found byte 0xE4 at offset 8, which is not UTF-8, as in Latin-1 or Windows-1252",
    })
    void saysWhichOtherEncodingAFileHas(String charset, String reason) throws IOException {
        Files.writeString(file, "model: [ä]", Charset.forName(charset));
        var message = "%s: expected text in UTF-8, %s; save it as UTF-8".formatted(file, reason);

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> TextFile.read(file)).withMessage(message);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> TextFile.read(file))
                .withMessage(file + ": no such file");
    }
}
