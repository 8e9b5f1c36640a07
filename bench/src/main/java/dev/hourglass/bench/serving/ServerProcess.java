package dev.hourglass.bench.serving;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A server in a process of its own.
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile(".* at (http://\\S+)");

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /// `hourglass serve`, from the launcher.
    ///
    /// @param standardOutput where its access log goes
    static ServerProcess ofModel(Path model, Path standardOutput, String... options) throws IOException {
        var command = new ArrayList<>(List.of("./hourglass", "serve", "model=" + model, "--port", "0"));
        command.addAll(List.of(options));
        return start(new ProcessBuilder(command).redirectOutput(standardOutput.toFile()));
    }

    /// @param builder of a process that prints `... at http://...` to standard error once it answers
    static ServerProcess start(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        var lines = new StringBuilder();
        var errors = process.errorReader(StandardCharsets.UTF_8);
        for (var line = errors.readLine(); line != null; line = errors.readLine()) {
            lines.append(line).append('\n');
            var address = ADDRESS.matcher(line);
            if (address.matches()) {
                Thread.ofVirtual().start(() -> passOver(errors));
                return new ServerProcess(process, URI.create(address.group(1)));
            }
        }
        throw new IOException("the server did not start:\n" + lines);
    }

    /// Reads to the end, so that the process is not kept waiting.
    private static void passOver(Reader text) {
        try {
            text.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // The process is gone.
        }
    }

    URI uri() {
        return uri;
    }

    long pid() {
        return process.pid();
    }

    /// Asks it to stop (SIGTERM).
    void terminate() {
        process.destroy();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
