package dev.hourglass.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void readsTheLastOfAList() {
        assertThat(new Cores("0-1").last()).isEqualTo(1);
        assertThat(new Cores("0,2-13").last()).isEqualTo(13);
        assertThat(new Cores("0-3,8").last()).isEqualTo(8);
        assertThat(new Cores("5").last()).isEqualTo(5);
    }

    @Test
    void knowsWhetherThereAreSeveral() {
        assertThat(new Cores("0-1").areSeveral()).isTrue();
        assertThat(new Cores("1,3").areSeveral()).isTrue();
        assertThat(new Cores("5").areSeveral()).isFalse();
    }
}
