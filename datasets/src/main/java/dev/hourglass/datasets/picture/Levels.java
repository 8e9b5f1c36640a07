package dev.hourglass.datasets.picture;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;

/// The levels of a picture's channels, from 0 to [#white], in as few bytes as they need.
sealed interface Levels {
    int count();

    int get(int index);

    void set(int index, int level);

    /// 8 or 16.
    int bits();

    /// The same levels as the JDK keeps them, not copied.
    DataBuffer buffer();

    /// The largest level.
    default int white() {
        return (1 << bits()) - 1;
    }

    /// @param bits of each level, 1 to 16
    static Levels allocate(int bits, int count) {
        return bits <= Byte.SIZE ? new Bytes(new byte[count]) : new Shorts(new short[count]);
    }

    record Bytes(byte[] levels) implements Levels {
        @Override
        public int count() {
            return levels.length;
        }

        @Override
        public int get(int index) {
            return Byte.toUnsignedInt(levels[index]);
        }

        @Override
        public void set(int index, int level) {
            levels[index] = (byte) level;
        }

        @Override
        public int bits() {
            return Byte.SIZE;
        }

        @Override
        public DataBuffer buffer() {
            return new DataBufferByte(levels, levels.length);
        }
    }

    record Shorts(short[] levels) implements Levels {
        @Override
        public int count() {
            return levels.length;
        }

        @Override
        public int get(int index) {
            return Short.toUnsignedInt(levels[index]);
        }

        @Override
        public void set(int index, int level) {
            levels[index] = (short) level;
        }

        @Override
        public int bits() {
            return Short.SIZE;
        }

        @Override
        public DataBuffer buffer() {
            return new DataBufferUShort(levels, levels.length);
        }
    }
}
