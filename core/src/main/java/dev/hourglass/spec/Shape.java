package dev.hourglass.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The shape of one sample: `[features]` or, for pictures, `[height, width, channels]`.
///
/// @param dims the extents, outermost first, each at least 1
public record Shape(List<Integer> dims) {
    /// The most features a sample may have: a panel of them must fit into one array.
    public static final int MAX_SIZE = Integer.MAX_VALUE / 64;

    private static final int IMAGE_RANK = 3;

    public Shape {
        dims = List.copyOf(dims);
        if (dims.size() != 1 && dims.size() != IMAGE_RANK) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "shape %s: expected [features] or [height, width, channels], found %d values", dims,
                            dims.size()));
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

    /// `[features]` or `[height, width, channels]`.
    ///
    /// @throws SpecException if there are other than 1 or 3 numbers, one below 1, or more than [#MAX_SIZE] features
    public static Shape of(Integer... dims) {
        return new Shape(List.of(dims));
    }

    /// `[features]` or `[height, width, channels]`.
    ///
    /// @throws SpecException if there are other than 1 or 3 numbers, one below 1, or more than [#MAX_SIZE] features
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

    /// The same picture with more channels, or the same flat sample with more features.
    public Shape withMore(int channels) {
        var more = new ArrayList<>(dims);
        more.set(dims.size() - 1, (int) Math.min(Integer.MAX_VALUE, (long) channels() + channels));
        return new Shape(more);
    }

    /// Whether it is `[height, width, channels]`.
    public boolean isImage() {
        return dims.size() == IMAGE_RANK;
    }

    /// Rows of a picture; 1 for a flat sample.
    public int height() {
        return isImage() ? dims.get(0) : 1;
    }

    /// Columns of a picture; 1 for a flat sample.
    public int width() {
        return isImage() ? dims.get(1) : 1;
    }

    /// Channels of a picture; the features of a flat sample.
    public int channels() {
        return dims.getLast();
    }

    /// Refuses a flat sample where a picture is needed.
    ///
    /// @throws SpecException if it is none
    public void requireImage() {
        if (!isImage()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "expected input [height, width, channels], found %s; add a reshape before it", this));
        }
    }

    @Override
    public String toString() {
        return dims.toString();
    }
}
