package dev.hourglass.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    @Test
    void replacesAFileAndLeavesNothingElse() throws IOException {
        var file = Files.writeString(folder.resolve("codes.csv"), "old");

        AtomicFile.replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("codes.csv");
    }

    @Test
    void keepsTheOldFileWhenTheContentFailsHalfway() throws IOException {
        var file = Files.writeString(folder.resolve("codes.csv"), "old");

        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> AtomicFile.replace(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .withMessage(file + ": No space left on device");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("codes.csv");
    }

    @Test
    void followsALinkAndKeepsIt() throws IOException {
        var file = Files.writeString(folder.resolve("kept.csv"), "old");
        var link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

        AtomicFile.replace(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void followsALinkToAFileThatIsNotThereYet() throws IOException {
        var file = folder.resolve("later.csv");
        var second = Files.createSymbolicLink(folder.resolve("second.csv"), Path.of("later.csv"));
        var link = Files.createSymbolicLink(folder.resolve("link.csv"), second);

        AtomicFile.replace(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(file).hasContent("new").isRegularFile();
    }

    @Test
    void refusesLinksThatLeadNowhere() throws IOException {
        var link = folder.resolve("link.csv");
        Files.createSymbolicLink(link, Path.of("other.csv"));
        Files.createSymbolicLink(folder.resolve("other.csv"), Path.of("link.csv"));

        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> AtomicFile.replace(link, "new"))
                .withMessage(link + ": Too many levels of symbolic links");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void givesANewFileThePermissionsOfNewFiles() throws IOException {
        var usual = Files.createFile(folder.resolve("usual.csv"));
        var file = folder.resolve("new.csv");

        AtomicFile.replace(file, "new");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r--r-----", "rwxr-x--x"})
    void keepsThePermissionsOfAFile(String permissions) throws IOException {
        var file = Files.writeString(folder.resolve("codes.csv"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        AtomicFile.replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    @Test
    void writesToADeviceWithoutReplacingIt() throws IOException {
        assumeTrue(Files.exists(FULL));
        var link = Files.createSymbolicLink(folder.resolve("full.csv"), FULL);

        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> AtomicFile.replace(link, "new"))
                .withMessage(link + ": No space left on device");
        assertThat(link).isSymbolicLink();
        Files.delete(link);
    }

    @Test
    void writesToANamedPipe() throws Exception {
        var pipe = folder.resolve("pipe.csv");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        var reader = new ProcessBuilder("cat", pipe.toString()).start();

        AtomicFile.replace(pipe, "new");

        assertThat(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("new");
    }

    @Test
    void takesAsLongANameAsTheFileSystem() throws IOException {
        var file = folder.resolve("n".repeat(251) + ".csv");

        AtomicFile.replace(file, "new");

        assertThat(file).hasContent("new");
    }

    @Test
    void namesTheFolderThatIsMissing() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> AtomicFile.replace(folder.resolve("gone/codes.csv"), "new"))
                .withMessage(folder.resolve("gone") + ": No such folder");
    }

    @Test
    void givesAReasonWhereAFolderIsInTheWay() {
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> AtomicFile.replace(folder, "new"))
                .withMessage(folder + ": Is a directory");
    }
}
