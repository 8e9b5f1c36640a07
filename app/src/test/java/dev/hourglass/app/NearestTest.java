package dev.hourglass.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void findsTheWordThatTakesTheFewestChanges() {
        assertThat(Nearest.to("--seeed", Stream.of("--set", "--seed", "--data"))).contains("--seed");
        assertThat(Nearest.to("trian", Stream.of("demo", "train"))).contains("train");
    }

    @Test
    void findsNothingWhereNothingIsNear() {
        assertThat(Nearest.to("serve", Stream.of("demo", "train", "inspect"))).isEmpty();
    }
}
