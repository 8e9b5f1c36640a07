package dev.hourglass.internal.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Writes to a channel and counts.
final class ChannelStream extends OutputStream {
    private final FileChannel channel;
    private long count;

    ChannelStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        AtomicFile.writeFully(channel, ByteBuffer.wrap(bytes, offset, length));
        count += length;
    }

    /// Bytes that were written.
    long count() {
        return count;
    }
}
