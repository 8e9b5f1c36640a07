package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelLayoutTest {
    @Test
    void movesLabelsThatCoverEachOther() {
        var places = List.of(new Point2D.Double(10, 10), new Point2D.Double(10, 10), new Point2D.Double(14, 10));

        LabelLayout.push(places, 20);

        assertThat(places.get(0).distance(places.get(1))).isGreaterThan(19);
        assertThat(places.get(0).distance(places.get(2))).isGreaterThan(19);
        assertThat(places.get(1).distance(places.get(2))).isGreaterThan(19);
    }

    @Test
    void leavesOthersWhereTheyAre() {
        var places = List.of(new Point2D.Double(0, 0), new Point2D.Double(30, 0));

        LabelLayout.push(places, 20);

        assertThat(places).containsExactly(new Point2D.Double(0, 0), new Point2D.Double(30, 0));
    }
}
