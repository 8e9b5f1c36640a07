package dev.hourglass.spec.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void oneCycleRisesAndFalls() {
        var schedule = new OneCycle(0.25, 0.1, 0.01);
        assertThat(schedule.factor(0, 8)).isCloseTo(0.1, offset(1e-12));
        assertThat(schedule.factor(1, 8)).isCloseTo(0.55, offset(1e-12));
        assertThat(schedule.factor(2, 8)).isEqualTo(1);
        assertThat(schedule.factor(5, 8)).isCloseTo(0.505, offset(1e-12));
        assertThat(schedule.factor(8, 8)).isCloseTo(0.01, offset(1e-12));
        assertThat(schedule.looksAhead()).isTrue();
    }

    @Test
    void plateauFallsWhereTheLossDoesNot() {
        var schedule = new Plateau(2, 0.5, 0.1, 0.2);
        assertThat(schedule.factor(0, 9)).isEqualTo(1);
        assertThat(schedule.factor(3, 9, new double[] {3, 2, 1})).isEqualTo(1);
        assertThat(schedule.factor(6, 9, new double[] {3, 2, 1.95, 1.7, 1.65, 1.69})).isEqualTo(0.5);
        assertThat(schedule.factor(5, 9, new double[] {3, 3, 3, 3, 3})).isEqualTo(0.25);
        assertThat(schedule.factor(9, 9, new double[] {3, 3, 3, 3, 3, 3, 3, 3, 3})).isEqualTo(0.2);
        assertThat(schedule.looksAhead()).isFalse();
        assertThat(new Warmup(4, schedule).factor(2, 9, new double[] {3, 3, 3})).isEqualTo(0.25);
    }

    @Test
    void keepsAConstantRate() {
        assertThat(new ConstantSchedule().factor(7.5, 10)).isEqualTo(1);
    }

    @Test
    void stepsDownEveryFewEpochs() {
        var schedule = new StepDecay(3, 0.5);
        assertThat(schedule.factor(2.99, 10)).isEqualTo(1);
        assertThat(schedule.factor(3, 10)).isEqualTo(0.5);
        assertThat(schedule.factor(9.5, 10)).isEqualTo(0.125);
    }

    @Test
    void stepsDownAtMilestones() {
        var schedule = new MultiStep(List.of(1, 4), 0.5);
        assertThat(schedule.factor(0.99, 10)).isEqualTo(1);
        assertThat(schedule.factor(1, 10)).isEqualTo(0.5);
        assertThat(schedule.factor(3.99, 10)).isEqualTo(0.5);
        assertThat(schedule.factor(4, 10)).isEqualTo(0.25);
        assertThat(schedule.factor(9.5, 10)).isEqualTo(0.25);
        assertThat(schedule.looksAhead()).isFalse();
    }

    @Test
    void refusesMilestonesThatDoNotRise() {
        assertThatThrownBy(() -> new MultiStep(List.of(), 0.5)).isInstanceOf(SpecException.class)
                .hasMessage("multi_step: expected at least one of the milestones, found none");
        assertThatThrownBy(() -> new MultiStep(List.of(0, 3), 0.5)).isInstanceOf(SpecException.class)
                .hasMessage("multi_step: milestones must rise from 1 on, found [0, 3]");
        assertThatThrownBy(() -> new MultiStep(List.of(3, 3), 0.5)).isInstanceOf(SpecException.class)
                .hasMessage("multi_step: milestones must rise from 1 on, found [3, 3]");
        assertThatThrownBy(() -> new MultiStep(List.of(3), 1.5)).isInstanceOf(SpecException.class)
                .hasMessage("multi_step: factor must be above 0 and at most 1, found 1.5");
    }

    @Test
    void followsHalfACosine() {
        var schedule = new Cosine(0.1);
        assertThat(schedule.factor(0, 10)).isEqualTo(1);
        assertThat(schedule.factor(5, 10)).isCloseTo(0.55, offset(1e-12));
        assertThat(schedule.factor(10, 10)).isCloseTo(0.1, offset(1e-12));
    }

    @Test
    void warmsUpInAStraightLine() {
        var schedule = new Warmup(2, new StepDecay(4, 0.5));
        assertThat(schedule.factor(0.5, 10)).isEqualTo(0.25);
        assertThat(schedule.factor(2, 10)).isEqualTo(1);
        assertThat(schedule.factor(4, 10)).isEqualTo(0.5);
    }
}
