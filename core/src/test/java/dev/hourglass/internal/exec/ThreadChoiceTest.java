package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ThreadChoiceTest {
    private static final double MILLION = 1e6;

    @Test
    void staysWithAllThreadsWhereTheyAreFaster() {
        var choice = new ThreadChoice(2);
        double seconds = run(choice, 10, threads -> 2.0 / threads);
        assertThat(choice.threads()).isEqualTo(2);
        assertThat(seconds).as("share of the steps that one thread took").isLessThan(0.04);
    }

    @Test
    void takesFewerWhereTheyAreFaster() {
        var choice = new ThreadChoice(2);
        run(choice, 0.7, threads -> threads == 2 ? 3 : 1);
        assertThat(choice.threads()).isOne();
        assertThat(run(choice, 10, threads -> threads == 2 ? 3 : 1)).isGreaterThan(0.97);
    }

    @Test
    void isNotMisledByTheFirstHalfSecond() {
        var choice = new ThreadChoice(2);
        assertThat(run(choice, 0.4, threads -> threads == 2 ? 3 : 1)).isZero();
    }

    @Test
    void checksAChangeSoon() {
        var choice = new ThreadChoice(2);
        run(choice, 0.7, threads -> threads == 2 ? 3 : 1);
        assertThat(choice.threads()).isOne();
        run(choice, 0.7, threads -> 2.0 / threads);
        assertThat(choice.threads()).isEqualTo(2);
    }

    @Test
    void looksAgainWhenTheOtherProcessHasEnded() {
        var choice = new ThreadChoice(2);
        run(choice, 3, threads -> threads == 2 ? 3 : 1);
        run(choice, 3, threads -> 1.0 / threads);
        assertThat(run(choice, 5, threads -> 1.0 / threads)).isLessThan(0.05);
    }

    @Test
    void findsTheBestOfManyByHalvesAndDoubles() {
        var choice = new ThreadChoice(16);
        run(choice, 20, threads -> 1 + Math.abs(threads - 4));
        assertThat(choice.threads()).isBetween(1, 8);
        int[] used = new int[17];
        for (int i = 0; i < 10_000; i++) {
            used[choice.threads()]++;
            choice.record((long) (MILLION * (1 + Math.abs(choice.threads() - 4))));
        }
        assertThat(used[4]).isGreaterThan(9_000);
    }

    @Test
    void neverMeasuresWithOneThread() {
        var choice = new ThreadChoice(1);
        run(choice, 5, _ -> 1);
        assertThat(choice.threads()).isOne();
    }

    @Test
    void ignoresOneDisturbedStretch() {
        var choice = new ThreadChoice(2);
        for (int i = 0; i < 5_000; i++) {
            boolean isDisturbed = i % 200 == 0;
            choice.record((long) (MILLION * (choice.threads() == 2 ? 1 : 2) * (isDisturbed ? 20 : 1)));
        }
        assertThat(choice.threads()).isEqualTo(2);
    }

    /// Steps of so many milliseconds; the share of the time that one thread worked.
    private double run(ThreadChoice choice, double seconds, IntToDoubleFunction millis) {
        double alone = 0;
        double all = 0;
        while (all < seconds * 1000) {
            int threads = choice.threads();
            double time = millis.applyAsDouble(threads);
            choice.record((long) (MILLION * time));
            all += time;
            alone += threads == 1 ? time : 0;
        }
        return alone / all;
    }
}
