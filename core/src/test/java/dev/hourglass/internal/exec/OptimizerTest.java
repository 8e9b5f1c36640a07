package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.optimizer.AdadeltaKernel;
import dev.hourglass.internal.optimizer.AdagradKernel;
import dev.hourglass.internal.optimizer.AdamKernel;
import dev.hourglass.internal.optimizer.NAdamKernel;
import dev.hourglass.internal.optimizer.OptimizerKernel;
import dev.hourglass.internal.optimizer.RmsPropKernel;
import dev.hourglass.internal.optimizer.SgdKernel;
import dev.hourglass.internal.optimizer.Slots;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.NAdam;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.optimizer.RmsProp;
import dev.hourglass.spec.optimizer.Sgd;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each optimizer against its paper's update, in double precision, over 100 steps of changing gradients.
class OptimizerTest {
    private static final int STEPS = 100;
    private static final int PARAMETERS = 5;
    private static final double TOLERANCE = 2e-5;

    /// One parameter's step as the paper writes it, from the weight, the gradient and the number of the step.
    interface Paper {
        double step(double w, double g, int t);
    }

    private interface PaperOfEach {
        Paper forOneParameter();
    }

    private static void follow(OptimizerKernel descent, boolean decays, PaperOfEach papers) {
        var tensor = new ParameterTensor("w", List.of(PARAMETERS), 0, new Zeros(), 1, 1, decays);
        var random = new Random(1);
        var weights = new float[PARAMETERS];
        var exact = new double[PARAMETERS];
        var paper = new Paper[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            weights[i] = random.nextFloat() - 0.5f;
            exact[i] = weights[i];
            paper[i] = papers.forOneParameter();
        }
        var gradient = new float[PARAMETERS];
        for (int t = 1; t <= STEPS; t++) {
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] = (float) (random.nextGaussian() * Math.pow(10, i - 3) + 0.1);
                exact[i] -= factor(t) * paper[i].step(exact[i], gradient[i], t);
            }
            descent.begin(t, factor(t));
            descent.update(tensor, weights, gradient, 0, PARAMETERS);
            for (int i = 0; i < PARAMETERS; i++) {
                assertThat((double) weights[i])
                        .as("parameter %d after step %d", i, t)
                        .isCloseTo(exact[i], offset(TOLERANCE * Math.max(1, Math.abs(exact[i]))));
            }
        }
    }

    @Test
    void descendsLikeSutskever2013WithAndWithoutNesterov() {
        for (boolean nesterov : new boolean[] {false, true}) {
            follow(new SgdKernel(new Sgd(0.01, 0.9, nesterov), new Slots(PARAMETERS)), true, () -> sgd(nesterov));
        }
    }

    @Test
    void adaptsLikeKingma2015() {
        follow(new AdamKernel(new Adam(0.01), new Slots(PARAMETERS)), true, () -> adam(0));
    }

    @Test
    void decaysWeightsButNotBiasesLikeLoshchilov2019() {
        var options = new AdamW(0.01, 0.9, 0.999, 1e-8, 0.1);
        follow(new AdamKernel(options, new Slots(PARAMETERS)), true, () -> adam(0.1));
        follow(new AdamKernel(options, new Slots(PARAMETERS)), false, () -> adam(0));
    }

    private static Paper adam(double decay) {
        return new Paper() {
            private double m;
            private double v;

            @Override
            public double step(double w, double g, int t) {
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                double corrected = m / (1 - Math.pow(0.9, t));
                double spread = Math.sqrt(v / (1 - Math.pow(0.999, t)));
                return 0.01 * (corrected / (spread + 1e-8) + decay * w);
            }
        };
    }

    @Test
    void looksAheadLikeDozat2016() {
        follow(new NAdamKernel(new NAdam(0.01), new Slots(PARAMETERS)), true, OptimizerTest::nAdam);
    }

    private static Paper nAdam() {
        return new Paper() {
            private double m;
            private double v;
            private double product = 1;

            private static double momentum(int t) {
                return 0.9 * (1 - 0.5 * Math.pow(0.96, t * 0.004));
            }

            @Override
            public double step(double w, double g, int t) {
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                product *= momentum(t);
                double ahead = momentum(t + 1) * m / (1 - product * momentum(t + 1))
                        + (1 - momentum(t)) * g / (1 - product);
                return 0.01 * ahead / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            }
        };
    }

    @Test
    void adaptsLikeZeiler2012() {
        follow(new AdadeltaKernel(new Adadelta(1, 0.95, 1e-6), new Slots(PARAMETERS)), true, () -> adadelta());
    }

    @Test
    void adaptsLikeTieleman2012() {
        follow(new RmsPropKernel(new RmsProp(0.01), new Slots(PARAMETERS)), true, () -> rmsProp());
    }

    @Test
    void adaptsLikeDuchi2011() {
        follow(new AdagradKernel(new Adagrad(0.01), new Slots(PARAMETERS)), true, () -> adagrad());
    }

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(new Sgd(0.01, 0.9, false), sgd(false)), Arguments.of(new Sgd(0.01, 0.9, true), sgd(true)),
                Arguments.of(new Adam(0.01), adam(0)),
                Arguments.of(new AdamW(0.01, 0.9, 0.999, 1e-8, 0.1), adam(0.1)),
                Arguments.of(new NAdam(0.01), nAdam()),
                Arguments.of(new Adadelta(1, 0.95, 1e-6), adadelta()), Arguments.of(new RmsProp(0.01), rmsProp()),
                Arguments.of(new Adagrad(0.01), adagrad()));
    }

    /// One weight of a network, along the gradients that the engine computes.
    @ParameterizedTest
    @MethodSource("optimizers")
    void movesAWholeNetworkByTheOptimizerThatIsAskedFor(Optimizer optimizer, Paper paper) {
        var order = IntStream.range(0, 32).toArray();
        try (var engine = new TrainingEngine(Examples.dense(), optimizer, 16, 1, Examples.discs(32), 2)) {
            double exact = engine.weights()[PARAMETERS];
            for (int t = 1; t <= 6; t++) {
                engine.step(order, t % 2 * 16, 16, 1, factor(t));
                exact -= factor(t) * paper.step(exact, engine.lastGradients()[PARAMETERS], t);

                assertThat((double) engine.weights()[PARAMETERS]).as("after step %d", t)
                        .isCloseTo(exact, offset(TOLERANCE));
            }
        }
    }

    /// What a schedule multiplies the rate by.
    private static double factor(int t) {
        return 1 / (1 + 0.3 * t);
    }

    private static Paper sgd(boolean nesterov) {
        return new Paper() {
            private double v;

            @Override
            public double step(double w, double g, int t) {
                v = 0.9 * v + g;
                return 0.01 * (nesterov ? g + 0.9 * v : v);
            }
        };
    }

    private static Paper adadelta() {
        return new Paper() {
            private double gradients;
            private double steps;

            @Override
            public double step(double w, double g, int t) {
                gradients = 0.95 * gradients + 0.05 * g * g;
                double step = Math.sqrt(steps + 1e-6) / Math.sqrt(gradients + 1e-6) * g;
                steps = 0.95 * steps + 0.05 * step * step;
                return step;
            }
        };
    }

    private static Paper rmsProp() {
        return new Paper() {
            private double square;

            @Override
            public double step(double w, double g, int t) {
                square = 0.9 * square + 0.1 * g * g;
                return 0.01 * g / (Math.sqrt(square) + 1e-8);
            }
        };
    }

    private static Paper adagrad() {
        return new Paper() {
            private double square;

            @Override
            public double step(double w, double g, int t) {
                square += g * g;
                return 0.01 * g / (Math.sqrt(square) + 1e-10);
            }
        };
    }

    @Test
    void keepsFadingSumsOutOfTheDenormalNumbers() {
        var descent = new AdamKernel(new Adam(0.001), new Slots(1));
        var tensor = new ParameterTensor("w", List.of(1), 0, new Zeros(), 1, 1, true);
        descent.begin(1, 1);
        descent.update(tensor, new float[1], new float[] {1e-3f}, 0, 1);
        for (int t = 2; t < 100_000; t++) {
            descent.begin(t, 1);
            descent.update(tensor, new float[1], new float[1], 0, 1);
        }
        for (var sums : List.of(descent.mean, descent.square)) {
            assertThat(sums[0] == 0 || sums[0] > 1e-33f).as("%s", sums[0]).isTrue();
            assertThat(sums[0]).isLessThan(1e-28f);
        }
    }
}
