package dev.hourglass.spec.schedule;

import dev.hourglass.spec.SpecException;
import java.util.List;

/// Multiplies the rate by `factor` at each milestone.
///
/// @param milestones epochs after which the rate changes, at least one, rising, the first at least 1
/// @param factor above 0 and at most 1
public record MultiStep(List<Integer> milestones, double factor) implements Schedule {
    public MultiStep {
        milestones = List.copyOf(milestones);
        if (milestones.isEmpty()) {
            throw new SpecException("multi_step: expected at least one of the milestones, found none");
        }
        int last = 0;
        for (int milestone : milestones) {
            if (milestone <= last) {
                throw new SpecException("multi_step: milestones must rise from 1 on, found " + milestones);
            }
            last = milestone;
        }
        if (!(factor > 0 && factor <= 1)) {
            throw new SpecException("multi_step: factor must be above 0 and at most 1, found " + factor);
        }
    }

    @Override
    public double factor(double progress, int epochs, double[] losses) {
        int passed = (int) milestones.stream().filter(milestone -> milestone <= progress).count();
        return StrictMath.pow(factor, passed);
    }

    /// The same with other `milestones`.
    public MultiStep withMilestones(List<Integer> milestones) {
        return new MultiStep(milestones, factor);
    }

    /// The same with another `factor`.
    public MultiStep withFactor(double factor) {
        return new MultiStep(milestones, factor);
    }
}
