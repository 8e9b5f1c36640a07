package dev.hourglass.interop.pytorch;

import java.util.List;

/// A list of features, such as a code and the label that follows it: parts of which each has an order of its own.
record FeatureOrders(List<FeatureOrder> parts) {
    FeatureOrders {
        parts = List.copyOf(parts);
    }

    static FeatureOrders of(FeatureOrder... parts) {
        return new FeatureOrders(List.of(parts));
    }

    /// Makes the features those of a picture.
    ///
    /// @throws dev.hourglass.spec.SpecException if they are those of a picture of another number of channels already
    void requireChannels(int count) {
        if (parts.size() == 1) {
            parts.getFirst().requireChannels(count);
            return;
        }
        // A picture of several parts would mix their orders, unless there is nothing to be put into another order.
        FeatureOrder.unchanged(size()).requireChannels(count);
        parts.forEach(part -> part.requireChannels(1));
    }

    /// Makes the order of two lists of as many features the same.
    ///
    /// @throws dev.hourglass.spec.SpecException if they are decided, and differ
    void requireSame(FeatureOrders other) {
        if (parts.size() == 1 && other.parts.size() == 1) {
            parts.getFirst().requireSame(other.parts.getFirst());
        } else {
            requireChannels(1);
            other.requireChannels(1);
        }
    }

    int size() {
        return parts.stream().mapToInt(FeatureOrder::size).sum();
    }

    /// Where PyTorch has each feature.
    int[] places() {
        var places = new int[size()];
        int before = 0;
        for (var part : parts) {
            for (int i = 0; i < part.size(); i++) {
                places[before + i] = before + part.place(i);
            }
            before += part.size();
        }
        return places;
    }
}
