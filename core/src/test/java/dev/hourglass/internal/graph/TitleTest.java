package dev.hourglass.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.exec.Examples;
import org.junit.jupiter.api.Test;

class TitleTest {
    @Test
    void tellsTheLayerTheKindAndTheShapes() {
        assertThat(Graph.of(Examples.convolutional(), 1).nodes()).extracting(Node::title).containsExactly(
                "encoder layer 1 (conv 3x3 11x9x2->11x9x13)",
                "encoder layer 2 (maxpool 11x9x13->6x5x13)",
                "encoder layer 3 (conv 3x3 6x5x13->6x5x7)",
                "encoder layer 4 (maxpool 6x5x7->3x3x7)",
                "decoder layer 2 (resize-conv 3x3 3x3x7->6x6x9)",
                "decoder layer 3 (upsample 6x6x9->11x9x9)",
                "decoder layer 4 (conv 3x3 11x9x9->11x9x2)");
        assertThat(Graph.of(Examples.variational(), 1).nodes()).extracting(Node::title).contains(
                "latent (dense 72->8)", "latent (draw 8->4)", "decoder layer 3 (conv_transpose 4x4 4x3x5->12x9x2)");
        assertThat(Graph.of(Examples.residual(), 1).nodes()).extracting(Node::title).contains(
                "encoder layer 1 (split 11x9x2)",
                "encoder layer 1, layer 2 (conv 3x3 11x9x5->11x9x2)",
                "encoder layer 1 (residual 11x9x2)",
                "encoder layer 3, layer 2, layer 3 (conv 1x1 6x5x7)",
                "encoder layer 3, shortcut (conv 1x1 11x9x2->6x5x6)",
                "encoder layer 3 (residual 11x9x2->6x5x6)",
                "encoder layer 5, shortcut (dense 180->12)");
        assertThat(Graph.of(Examples.dense(), 1).nodes()).extracting(Node::title).startsWith(
                "encoder layer 1 (dense 198->37)", "encoder layer 2 (dropout 37)");
    }
}
