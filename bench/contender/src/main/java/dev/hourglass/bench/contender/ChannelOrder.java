package dev.hourglass.bench.contender;

/// Where a framework keeps the channels of a picture.
public enum ChannelOrder {
    /// `[sample][channel][row][column]`.
    FIRST,
    /// `[sample][row][column][channel]`, the order of files.
    LAST;

    /// Where a number goes whose place in `[sample][row][column][channel]` is known.
    int place(int index, Setting setting) {
        if (this == LAST) {
            return index;
        }
        int channels = setting.channels();
        int pixels = setting.side() * setting.side();
        int sample = index / (pixels * channels);
        int pixel = index / channels % pixels;
        return (sample * channels + index % channels) * pixels + pixel;
    }
}
