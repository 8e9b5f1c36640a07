package dev.hourglass.internal.kernel.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TileWriterTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."),
            "src/main/java/dev/hourglass/internal/kernel/tile");

    @Test
    void writesTheTilesThatAreCommitted() throws IOException {
        for (var file : TileWriter.files().entrySet()) {
            assertThat(Files.readString(SOURCES.resolve(file.getKey())))
                    .as("%s is not what the table and the templates make; write the tiles anew, in the project's folder, with"
                            + " java core/src/test/java/dev/hourglass/internal/kernel/tile/TileWriter.java",
                            file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
