package dev.hourglass.spec;

/// The optimizer's own rate throughout.
public record Constant() implements Schedule {
    @Override
    public double factor(double progress, int epochs) {
        return 1;
    }
}
