package dev.hourglass.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The shape of one sample: `[features]`, of signals `[length, channels]`, of pictures `[height, width, channels]`.
///
/// A signal is laid out as a picture of height 1, and where extents are asked for it is one.
///
/// @param dims the extents, outermost first, each at least 1
public record Shape(List<Integer> dims) {
    /// The most features a sample may have: a panel of them must fit into one array.
    public static final int MAX_SIZE = Integer.MAX_VALUE / 64;

    private static final int SIGNAL_RANK = 2;
    private static final int IMAGE_RANK = 3;

    public Shape {
        dims = List.copyOf(dims);
        if (dims.isEmpty() || dims.size() > IMAGE_RANK) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "shape %s: expected [features], [length, channels] or [height, width, channels], found %d values",
                            dims, dims.size()));
        }
        long size = 1;
        for (int extent : dims) {
            if (extent < 1) {
                throw new SpecException(String.format(Locale.ROOT,
                        "shape %s: every number must be at least 1, found %d", dims, extent));
            }
            size *= extent;
            if (size > MAX_SIZE) {
                throw new SpecException(String.format(Locale.ROOT, "shape %s: more than %d features", dims, MAX_SIZE));
            }
        }
    }

    /// `[features]`, `[length, channels]` or `[height, width, channels]`.
    ///
    /// @throws SpecException if there are other than 1 to 3 numbers, one below 1, or more than [#MAX_SIZE] features
    public static Shape of(Integer... dims) {
        return new Shape(List.of(dims));
    }

    /// `[features]`, `[length, channels]` or `[height, width, channels]`.
    ///
    /// @throws SpecException if there are other than 1 to 3 numbers, one below 1, or more than [#MAX_SIZE] features
    public static Shape of(int[] dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    /// The number of features: the product of the extents.
    public int size() {
        int size = 1;
        for (int extent : dims) {
            size *= extent;
        }
        return size;
    }

    /// The same picture or signal with more channels, or the same flat sample with more features.
    public Shape withMore(int channels) {
        var more = new ArrayList<>(dims);
        more.set(dims.size() - 1, (int) Math.min(Integer.MAX_VALUE, (long) channels() + channels));
        return new Shape(more);
    }

    /// Whether it is `[features]`.
    public boolean isFlat() {
        return dims.size() == 1;
    }

    /// Whether it is `[length, channels]`.
    public boolean isSignal() {
        return dims.size() == SIGNAL_RANK;
    }

    /// Whether it is `[height, width, channels]`.
    public boolean isImage() {
        return dims.size() == IMAGE_RANK;
    }

    /// Rows of a picture; 1 for a signal and for a flat sample.
    public int height() {
        return isImage() ? dims.getFirst() : 1;
    }

    /// Columns of a picture; the steps of a signal; 1 for a flat sample.
    public int width() {
        return isFlat() ? 1 : dims.get(dims.size() - 2);
    }

    /// Channels of a picture or a signal; the features of a flat sample.
    public int channels() {
        return dims.getLast();
    }

    @Override
    public String toString() {
        return dims.toString();
    }
}
