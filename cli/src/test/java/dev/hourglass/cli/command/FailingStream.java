package dev.hourglass.cli.command;

import java.io.IOException;
import java.io.OutputStream;

/// Takes some bytes, and fails from then on.
final class FailingStream extends OutputStream {
    private final String reason;
    private int room;

    FailingStream(int room, String reason) {
        this.room = room;
        this.reason = reason;
    }

    @Override
    public void write(int value) throws IOException {
        if (room-- <= 0) {
            throw new IOException(reason);
        }
    }
}
