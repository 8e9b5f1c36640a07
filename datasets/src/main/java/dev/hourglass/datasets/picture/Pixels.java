package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;

/// A decoded picture: `[row][column][channel]`, one channel if all pixels are grey, else red, green and blue, of 8 or 16
/// bits each.
public final class Pixels {
    private static final int COLOURS = 3;
    /// A level of 8 bits in 16: 255 becomes 65535.
    private static final int WIDENING = 257;

    private final ImageSize size;
    private final int channels;
    private final Levels levels;

    /// @param levels not copied: the caller gives them away
    Pixels(ImageSize size, int channels, Levels levels) {
        this.size = size;
        this.channels = channels;
        this.levels = levels;
    }

    public ImageSize size() {
        return size;
    }

    public boolean isColour() {
        return channels == COLOURS;
    }

    /// Of each channel: 8 or 16.
    public int bits() {
        return levels.bits();
    }

    int channels() {
        return channels;
    }

    /// The level of one channel, from 0 to 2^[#bits] - 1.
    int level(int row, int column, int channel) {
        return levels.get((row * size.width() + column) * channels + channel);
    }

    /// Luma as in ITU-R BT.601.
    public Pixels toGrey() {
        if (!isColour()) return this;
        var grey = Levels.allocate(bits(), levels.count() / COLOURS);
        for (int i = 0; i < grey.count(); i++) {
            int red = levels.get(COLOURS * i);
            int green = levels.get(COLOURS * i + 1);
            int blue = levels.get(COLOURS * i + 2);
            grey.set(i, (299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new Pixels(size, 1, grey);
    }

    /// The same with one channel, if all pixels are grey.
    Pixels reduced() {
        if (!isColour()) return this;
        for (int i = 0; i < levels.count(); i += COLOURS) {
            if (levels.get(i) != levels.get(i + 1) || levels.get(i) != levels.get(i + 2)) return this;
        }
        return toGrey();
    }

    /// The picture as it is meant to be seen.
    Pixels turned(Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) return this;
        var upright = orientation.of(size);
        var turned = Levels.allocate(bits(), levels.count());
        int at = 0;
        for (int y = 0; y < upright.height(); y++) {
            for (int x = 0; x < upright.width(); x++) {
                int pixel = orientation.row(size, y, x) * size.width() + orientation.column(size, y, x);
                for (int c = 0; c < channels; c++) turned.set(at++, levels.get(pixel * channels + c));
            }
        }
        return new Pixels(upright, channels, turned);
    }

    /// Writes the levels of a picture of 8 bits, each grey one three times if three channels are wanted.
    public void copyTo(byte[] into, int wantedChannels) {
        int repeat = wantedChannels / channels;
        for (int i = 0; i < levels.count() * repeat; i++) into[i] = (byte) levels.get(i / repeat);
    }

    /// Writes the levels as levels of 16 bits, each grey one three times if three channels are wanted.
    public void copyTo(short[] into, int wantedChannels) {
        int repeat = wantedChannels / channels;
        int factor = bits() == Short.SIZE ? 1 : WIDENING;
        for (int i = 0; i < levels.count() * repeat; i++) into[i] = (short) (levels.get(i / repeat) * factor);
    }
}
