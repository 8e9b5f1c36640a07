package dev.hourglass.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A file in which writing, forcing and closing can go wrong.
final class FaultyChannel extends FileChannel {
    private final FileChannel channel;
    private final FaultyFiles.Faults faults;

    FaultyChannel(FileChannel channel, FaultyFiles.Faults faults) {
        this.channel = channel;
        this.faults = faults;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        faults.before("write");
        int given = bytes.remaining();
        int taken = channel.write(bytes.slice().limit(faults.taken(given)));
        int reported = faults.reported(taken, given);
        bytes.position(bytes.position() + reported);
        return reported;
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
        faults.before("force");
        channel.force(withMetadata);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
        faults.before("close");
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return channel.read(bytes);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return channel.read(bytes, position);
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return channel.read(bytes, offset, length);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean isShared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean isShared) {
        throw new UnsupportedOperationException();
    }
}
