package dev.hourglass.train;

import dev.hourglass.spec.Trimming;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The samples of each epoch in their order: all of them or, with a [Trimming], those whose loss is not among the largest.
final class EpochSamples {
    private final SampleOrder order;
    private final Optional<Trimming> trimming;
    private final Supplier<double[]> losses;
    private List<Integer> leftOut = List.of();

    /// @param losses of all samples at the weights as they are
    EpochSamples(SampleOrder order, Optional<Trimming> trimming, Supplier<double[]> losses) {
        this.order = order;
        this.trimming = trimming;
        this.losses = losses;
    }

    /// Of an epoch that begins. The array may be used again for the next epoch.
    int[] begin(int epoch) {
        return resume(epoch, trimming.filter(trim -> epoch > trim.after())
                .map(trim -> largest(losses.get(), trim.share()))
                .orElse(List.of()));
    }

    /// Of an epoch that was interrupted.
    ///
    /// @param without the samples that it leaves out
    int[] resume(int epoch, List<Integer> without) {
        leftOut = without;
        var all = order.ofEpoch(epoch);
        if (without.isEmpty()) {
            return all;
        }
        var isLeftOut = new boolean[all.length];
        without.forEach(sample -> isLeftOut[sample] = true);
        return IntStream.of(all).filter(sample -> !isLeftOut[sample]).toArray();
    }

    /// The samples that the epoch leaves out, in the order of the data.
    List<Integer> leftOut() {
        return leftOut;
    }

    private static List<Integer> largest(double[] losses, double share) {
        int count = (int) (share * losses.length);
        if (count == 0) {
            return List.of();
        }
        var sorted = losses.clone();
        Arrays.sort(sorted);
        double least = sorted[losses.length - count];
        long above = Arrays.stream(losses).filter(loss -> Double.compare(loss, least) > 0).count();
        var equal = IntStream.range(0, losses.length)
                .filter(i -> Double.compare(losses[i], least) == 0)
                .limit(count - above);
        var larger = IntStream.range(0, losses.length).filter(i -> Double.compare(losses[i], least) > 0);
        return IntStream.concat(larger, equal).sorted().boxed().toList();
    }
}
