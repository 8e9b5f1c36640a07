package dev.hourglass.spec.schedule;

/// The optimizer's own rate throughout.
public record ConstantSchedule() implements Schedule {
    @Override
    public double factor(double progress, int epochs, double[] losses) {
        return 1;
    }
}
