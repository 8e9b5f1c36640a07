package dev.hourglass.bench.serving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A connection of HTTP/1.1 that sees what becomes of every request.
final class Connection implements AutoCloseable {
    private static final int LONGEST_HEAD = 1 << 14;

    private final Socket socket;
    private final BufferedInputStream in;

    Connection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param body whatever the server sent; `text` is for those that are text
    record Answer(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /// Sends a request and reads its answer.
    ///
    /// @return nothing if the server closed the connection before it answered anything
    /// @throws IOException if an answer was cut
    Optional<Answer> ask(byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException _) {
            return Optional.empty();
        }
        return head().map(this::answer);
    }

    private Optional<String> head() throws IOException {
        var head = new byte[LONGEST_HEAD];
        int count = 0;
        while (count < 4 || !isEnd(head, count)) {
            int next = read(count);
            if (next < 0) {
                return Optional.empty();
            }
            head[count++] = (byte) next;
        }
        return Optional.of(new String(head, 0, count, StandardCharsets.ISO_8859_1));
    }

    private int read(int count) throws IOException {
        try {
            int next = in.read();
            if (next < 0 && count > 0) {
                throw new IOException("an answer was cut after %d bytes".formatted(count));
            }
            return next;
        } catch (SocketException e) {
            if (count > 0) {
                throw e;
            }
            return -1;
        }
    }

    private static boolean isEnd(byte[] head, int count) {
        return Arrays.equals(head, count - 4, count, new byte[] {'\r', '\n', '\r', '\n'}, 0, 4);
    }

    private Answer answer(String head) {
        int status = Integer.parseInt(head.substring(9, 12));
        int length = Arrays.stream(head.split("\r\n", -1))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length:".length()).strip())).findFirst()
                .orElse(0);
        try {
            var body = in.readNBytes(length);
            if (body.length < length) {
                throw new IOException("an answer was cut after %d of %d bytes".formatted(body.length, length));
            }
            return new Answer(status, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
