package dev.hourglass.spec.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockLossesTest {
    private static final BlockLosses LOSS = new BlockLosses(List.of(
            new LossBlock(1, new MeanSquaredError(), 1.5),
            new LossBlock(4, new SoftmaxCrossEntropy(4)),
            new LossBlock(2, new BinaryCrossEntropy(), 0.5)));

    @Test
    void blocksFollowEachOther() {
        assertThat(LOSS.outputs(Shape.of(7)).blocks()).containsExactly(
                new OutputBlock(0, 1, new MeanSquaredError(), Target.FEATURES, 1.5),
                new OutputBlock(1, 4, new SoftmaxCrossEntropy(4), Target.FEATURES, 1),
                new OutputBlock(5, 2, new BinaryCrossEntropy(), Target.FEATURES, 0.5));
    }

    @Test
    void isReadAndWrittenInTheShortestForm() {
        var spec = spec(LOSS, Activation.IDENTITY);
        var tree = Notation.writeModel(spec);
        assertThat(tree).containsEntry("loss", Map.of("blocks", List.of(
                Map.of("size", 1L, "loss", "mean_squared_error", "weight", 1.5),
                Map.of("size", 4L, "loss", Map.of("softmax_cross_entropy", 4L)),
                Map.of("size", 2L, "loss", "binary_cross_entropy", "weight", 0.5))));
        assertThat(Notation.readModel(tree)).isEqualTo(spec);
    }

    @Test
    void messagesSayWhichBlockIsWrong() {
        var tree = new LinkedHashMap<>(Notation.writeModel(spec(LOSS, Activation.IDENTITY)));
        tree.put("loss", Map.of("blocks", List.of(
                Map.of("size", 1, "loss", "mse"), Map.of("size", 3, "loss", Map.of("softmax_cross_entropy", 4)))));
        assertThatThrownBy(() -> Notation.readModel(tree)).isInstanceOf(SpecException.class).hasMessage(
                "model.loss.blocks block 2: expected a class for each of 3 features under softmax_cross_entropy, found 4; set classes to the size");
    }

    @Test
    void refusesWhatDoesNotFit() {
        refuses("expected blocks of all 9 features of a flat input, found blocks of 7 and the input [9]",
                () -> LOSS.outputs(Shape.of(9)));
        refuses("found blocks of 7 and the input [7, 1, 1]", () -> LOSS.outputs(Shape.of(7, 1, 1)));
        refuses("decoder layer 1 (dense): under blocks expected activation identity, found sigmoid; remove it",
                () -> spec(LOSS, Activation.SIGMOID));
        refuses("expected at least one block", () -> new BlockLosses(List.of()));
        refuses("block: expected a loss of one block", () -> new LossBlock(7, LOSS));
        refuses("block: size must be at least 1, found 0", () -> new LossBlock(0, new MeanSquaredError()));
        refuses("block: weight must be a number above 0, found 0.0", () -> new LossBlock(1, new MeanSquaredError(), 0));
        refuses("pretraining: loss must be a reconstruction loss, found blocks",
                () -> new Pretraining(1, new NoCorruption(), LOSS, Optional.empty(), Optional.empty()));
    }

    @Test
    void corruptionsOfColumnsNeedBlocks() {
        var one = spec(new MeanSquaredError(), Activation.IDENTITY);
        refuses("corruption: expected a loss of blocks, which are corrupted one by one, found mean_squared_error",
                () -> one.withCorruption(new SwapNoise(0.1)));
        refuses("because codes have no columns", () -> new Pretraining(1).withCorruption(new ColumnMasking(0.1)));
        assertThat(spec(LOSS, Activation.IDENTITY).withCorruption(new ColumnMasking(0.1)).corruption().isLocal())
                .isTrue();
    }

    @Test
    void isALikelihoodIfAllBlocksAre() {
        assertThat(LOSS.isLogLikelihood()).isFalse();
        assertThat(new BlockLosses(List.of(new LossBlock(1, new GaussianLikelihood(0.1)))).isLogLikelihood()).isTrue();
    }

    private static void refuses(String message, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOf(SpecException.class).hasMessageContaining(message);
    }

    private static Autoencoder spec(Loss loss, Activation last) {
        return new Autoencoder(
                Shape.of(7), List.of(new Dense(2, Activation.TANH)), List.of(new Dense(7, last)), loss);
    }
}
