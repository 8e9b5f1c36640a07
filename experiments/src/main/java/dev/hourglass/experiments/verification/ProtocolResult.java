package dev.hourglass.experiments.verification;

import dev.hourglass.spec.protocol.PublishedValue;
import java.util.List;

/// What the trainings of a protocol gave, beside what it is compared with.
///
/// @param reference the published value, or that of principal components
/// @param seeds the result of each training, at least one
public record ProtocolResult(ProtocolFile file, double reference, List<SeedResult> seeds) {
    /// A value that is this much higher is near the published one.
    private static final double NEAR = 0.03;

    public ProtocolResult {
        seeds = List.copyOf(seeds);
    }

    /// The mean of the values.
    public double mean() {
        return seeds.stream().mapToDouble(SeedResult::value).sum() / seeds.size();
    }

    /// The standard deviation of the values (with n - 1); 0 of one value.
    public double deviation() {
        double mean = mean();
        double squares = seeds.stream().mapToDouble(seed -> (seed.value() - mean) * (seed.value() - mean)).sum();
        return seeds.size() < 2 ? 0 : Math.sqrt(squares / (seeds.size() - 1));
    }

    /// How much higher the mean is, as a share of the reference; negative where it is lower.
    public double excess() {
        return (mean() - reference) / Math.abs(reference);
    }

    /// Whether the mean is at most the reference. Where the reference is the mean of trainings whose deviation is known, whether
    /// it is at most two standard errors of the difference above it: such trainings are samples too.
    public boolean isReached() {
        return mean() <= reference + 2 * standardError();
    }

    private double standardError() {
        return switch (file.protocol().verify().reference()) {
            case PublishedValue published when published.standardDeviation() > 0 ->
                Math.hypot(published.standardDeviation() / Math.sqrt(published.runs()),
                        deviation() / Math.sqrt(seeds.size()));
            default -> 0;
        };
    }

    /// Whether the mean is above the reference, by at most 3 %.
    public boolean isNear() {
        return !isReached() && excess() <= NEAR;
    }

    /// Of all trainings.
    public double seconds() {
        return seeds.stream().mapToDouble(SeedResult::seconds).sum();
    }
}
