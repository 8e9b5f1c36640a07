package dev.hourglass.internal.npy;

import java.util.List;
import java.util.Locale;

/// The order in which the elements of an array lie in a file: C order, in which the last index moves fastest, or Fortran
/// order, in which the first one does.
///
/// @param isFortran whether it is the latter
/// @param samples the first extent
/// @param extents of a sample
/// @param size elements of a sample
record ElementOrder(boolean isFortran, int samples, List<Integer> extents, int size) {
    ElementOrder {
        extents = List.copyOf(extents);
    }

    static ElementOrder of(NpyHeader header) {
        var all = header.shape().stream().map(Math::toIntExact).toList();
        var extents = all.subList(Math.min(1, all.size()), all.size());
        return new ElementOrder(
                header.fortranOrder(),
                all.isEmpty() ? 1 : all.getFirst(),
                extents,
                all.contains(0) ? 0 : extents.stream().reduce(1, Math::multiplyExact));
    }

    /// Where an element of the file is, in words.
    String place(int element) {
        return isFortran
                ? String.format(Locale.ROOT, "sample %d, feature %d", element % samples, feature(element / samples))
                : String.format(Locale.ROOT, "sample %d, feature %d", element / size, element % size);
    }

    /// Writes one sample's elements in C order to `into[at]` and on.
    ///
    /// @param elements of the file
    void write(byte[] elements, int sample, byte[] into, int at) {
        if (isFortran) {
            for (int place = 0; place < size; place++) {
                into[at + feature(place)] = elements[place * samples + sample];
            }
        } else {
            System.arraycopy(elements, sample * size, into, at, size);
        }
    }

    /// Writes one sample's elements in C order to `into[at]` and on.
    ///
    /// @param elements of the file
    void write(short[] elements, int sample, short[] into, int at) {
        if (isFortran) {
            for (int place = 0; place < size; place++) {
                into[at + feature(place)] = elements[place * samples + sample];
            }
        } else {
            System.arraycopy(elements, sample * size, into, at, size);
        }
    }

    /// Writes one sample's elements in C order to `into[at]` and on.
    ///
    /// @param elements of the file
    void write(float[] elements, int sample, float[] into, int at) {
        if (isFortran) {
            for (int place = 0; place < size; place++) {
                into[at + feature(place)] = elements[place * samples + sample];
            }
        } else {
            System.arraycopy(elements, sample * size, into, at, size);
        }
    }

    /// The place in C order of a sample's element that has a place in Fortran order.
    private int feature(int place) {
        int feature = 0;
        int rest = place;
        int stride = size;
        for (int extent : extents) {
            stride /= extent;
            feature += rest % extent * stride;
            rest /= extent;
        }
        return feature;
    }
}
