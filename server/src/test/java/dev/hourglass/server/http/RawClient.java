package dev.hourglass.server.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client that sends whatever bytes it is told to.
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedInputStream in;

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param head status line and headers
    public record Answer(int status, String head, String body) {
        public String all() {
            return head + body;
        }
    }

    /// Sends a request and reads its answer.
    public static Answer ask(int port, String request) throws IOException {
        return ask(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends a request and reads its answer.
    public static Answer ask(int port, byte[] request) throws IOException {
        try (var client = new RawClient(port)) {
            client.send(request);
            return client.answer();
        }
    }

    public void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException _) {
            // The server has closed its side, and its answer is there to be read.
        }
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Ends what is sent.
    public void end() throws IOException {
        socket.shutdownOutput();
    }

    /// Reads one answer.
    public Answer answer() throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after: " + head);
            }
            head.append((char) next);
        }
        int length = 0;
        for (var line : head.toString().split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring("content-length:".length()).strip());
            }
        }
        return new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(),
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /// Returns when the server has closed the connection; what it sent until then.
    public String untilClosed() throws IOException {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException _) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
