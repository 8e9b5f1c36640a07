package dev.hourglass.studio.model;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.stream.IntStream;

/// One dataset behind another of the same shape.
record JoinedDataset(Dataset first, Dataset second) implements Dataset {
    @Override
    public String name() {
        return second.name();
    }

    @Override
    public Shape shape() {
        return second.shape();
    }

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public void read(int sample, int from, int to, float[] into, int at, int step) {
        boolean isFirst = sample < first.size();
        (isFirst ? first : second).read(isFirst ? sample : sample - first.size(), from, to, into, at, step);
    }

    @Override
    public Optional<Labels> labels() {
        if (first.labels().isEmpty() || second.labels().isEmpty()) {
            return Optional.empty();
        }
        var before = first.labels().get();
        var after = second.labels().get();
        return before.names().equals(after.names())
                ? Optional.of(Labels.named(before.names(), IntStream.concat(
                        IntStream.range(0, before.size()).map(before::of),
                        IntStream.range(0, after.size()).map(after::of)).toArray()))
                : Optional.empty();
    }
}
