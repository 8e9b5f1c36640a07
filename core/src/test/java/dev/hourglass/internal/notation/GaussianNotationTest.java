package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.json.Json;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import org.junit.jupiter.api.Test;

class GaussianNotationTest {
    private static final TypeNode LATENT = new TypeNode.OneOf(Latent.class);

    @Test
    void readsWhatWasWrittenBeforeThereWereOtherKeys() {
        assertThat(read("{\"gaussian\": {\"size\": 20, \"beta\": 1}}")).isEqualTo(new GaussianLatent(20, 1));
        assertThat(read("{\"gaussian\": 20}")).isEqualTo(new GaussianLatent(20, 1));
    }

    @Test
    void writesOnlyWhatDiffers() {
        assertThat(Flow.text(TreeWriter.write(LATENT, new GaussianLatent(20, 1)))).isEqualTo("{gaussian: 20}");
        assertThat(Flow.text(TreeWriter.write(
                LATENT, new GaussianLatent(20, 1, 3, 5, Bound.IMPORTANCE_WEIGHTED, 0, 10))))
                .isEqualTo(
                        "{gaussian: {size: 20, warmup_epochs: 3, samples: 5, bound: importance_weighted, classes: 10}}");
        assertThat(Flow.text(TreeWriter.write(LATENT, new GaussianLatent(20, 4, 0, 1, Bound.EVIDENCE, 0.25, 0))))
                .isEqualTo("{gaussian: {size: 20, beta: 4, free_bits: 0.25}}");
    }

    private static Object read(String json) {
        return TreeReader.read(LATENT, Json.parse(json), PathInSpec.ROOT);
    }
}
