package dev.hourglass.cli.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Standard output for data, in UTF-8: every write that fails throws, where a [PrintStream] only remembers that one has.
///
/// What is written or flushed after a failure is dropped: the failure is on its way to the user already.
final class DataStream extends PrintStream {
    private static final int BLOCK = 1 << 16;

    private final OutputStream bytes;
    private boolean hasFailed;

    DataStream(OutputStream out) {
        super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        bytes = new BufferedOutputStream(out, BLOCK);
    }

    /// @throws OutputException if the bytes cannot be written
    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /// @throws OutputException if the bytes cannot be written
    @Override
    public void write(byte[] values, int offset, int length) {
        if (hasFailed) {
            return;
        }
        try {
            bytes.write(values, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// @throws OutputException if what is left cannot be written
    @Override
    public void flush() {
        if (hasFailed) {
            return;
        }
        try {
            bytes.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private OutputException failed(IOException e) {
        hasFailed = true;
        setError();
        return new OutputException(e);
    }
}
