package dev.hourglass.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsColumnsAndLeavesNoSpacesAtTheEnd() {
        var table = new TextTable("lrl").row("loss", "0.1", "nats").row("divergence", "25.25", "");

        assertThat(table.lines()).containsExactly("loss          0.1  nats", "divergence  25.25");
    }
}
