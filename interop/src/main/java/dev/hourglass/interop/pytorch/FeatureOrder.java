package dev.hourglass.interop.pytorch;

import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.OptionalInt;

/// The order in which PyTorch lists some features that are a list here as well.
///
/// Where they are a picture's, PyTorch lists them channel by channel (`[channel][row][column]`), Hourglass pixel by pixel
/// (`[row][column][channel]`). Orders that have to be the same become one, as sets in a union-find structure (Galler and
/// Fischer 1964); one that no picture ever decides is the same in both.
final class FeatureOrder {
    private final int size;
    private FeatureOrder representative = this;
    private OptionalInt channels = OptionalInt.empty();

    FeatureOrder(int size) {
        this.size = size;
    }

    /// The order of features that are no picture's, now and later.
    static FeatureOrder unchanged(int size) {
        var order = new FeatureOrder(size);
        order.requireChannels(1);
        return order;
    }

    int size() {
        return size;
    }

    /// Makes the features those of a picture.
    ///
    /// @throws SpecException if they are those of a picture of another number of channels already
    void requireChannels(int count) {
        // Pixels of one channel, and the channels of one pixel, have one order only.
        int effective = count == size ? 1 : count;
        var order = root();
        int found = order.channels.orElse(effective);
        if (found != effective) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "the same features belong to a picture of %d channels here and of %d elsewhere, with no dense layer between; PyTorch lists them channel by channel and Hourglass pixel by pixel, so no weights give the same results in both",
                            effective, found));
        }
        order.channels = OptionalInt.of(effective);
    }

    /// Makes two orders one.
    ///
    /// @throws SpecException if they are decided, and differ
    void requireSame(FeatureOrder other) {
        other.root().channels.ifPresent(this::requireChannels);
        other.root().representative = root();
    }

    /// Where PyTorch has feature `feature`.
    int place(int feature) {
        int count = root().channels.orElse(1);
        return feature % count * (size / count) + feature / count;
    }

    private FeatureOrder root() {
        var order = this;
        while (order.representative != order) {
            order = order.representative;
        }
        return order;
    }
}
