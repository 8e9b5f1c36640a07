package dev.hourglass.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisPhaseTest {
    private record Pair(int written, int read) {}

    /// Which positions of the kernel join which source and target.
    private static Map<Pair, List<Integer>> connections(List<AxisPhase> phases, int sources) {
        var connections = new HashMap<Pair, List<Integer>>();
        for (var phase : phases) {
            for (int i = 0; i < phase.count(); i++) {
                for (int tap = 0; tap < phase.taps().size(); tap++) {
                    int source = phase.source() + i * phase.sourceStep() + tap * phase.tapStep();
                    int target = phase.target() + i * phase.targetStep();
                    if (source >= 0 && source < sources) {
                        connections.put(new Pair(target, source), phase.taps().get(tap));
                    }
                }
            }
        }
        return connections;
    }

    private static Map<Pair, List<Integer>> mirrored(Map<Pair, List<Integer>> connections) {
        var mirrored = new HashMap<Pair, List<Integer>>();
        connections.forEach(
                (pair, taps) -> mirrored.put(new Pair(/* written= */ pair.read, /* read= */ pair.written), taps));
        return mirrored;
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 1, 7, 7", "3, 2, 1, 0, 28, 14", "3, 2, 1, 1, 7, 4", "2, 3, 1, 0, 8, 3", "5, 2, 1, 2, 9, 5",
        "1, 2, 1, 0, 4, 2", "3, 1, 2, 2, 9, 9", "2, 1, 4, 2, 9, 9", "3, 2, 3, 3, 11, 6", "4, 2, 2, 3, 12, 6",
        "3, 4, 2, 1, 15, 4", "3, 6, 4, 4, 20, 4"
    })
    void transposesEveryConnectionOfAConvolution(
            int kernel, int stride, int dilation, int before, int sources, int outputs) {
        var forward = AxisPhase.convolution(kernel, stride, dilation, before, outputs);
        var backward = AxisPhase.transposedConvolution(kernel, stride, dilation, before, sources);
        assertThat(mirrored(connections(backward, outputs))).isEqualTo(connections(forward, sources));
        assertThat(forward.getFirst().connections(sources)).isEqualTo(connections(forward, sources).size());
    }

    @Test
    void readsBetweenTapsThatAreApartInVain() {
        var apart = AxisPhase.convolution(3, 1, 3, 3, 9).getFirst();
        var neighbouring = apart.withNeighbouringTaps();

        assertThat(neighbouring.taps()).containsExactly(
                List.of(0), List.of(), List.of(), List.of(1), List.of(), List.of(), List.of(2));
        assertThat(neighbouring.connections(9)).isEqualTo(apart.connections(9));
        assertThat(neighbouring.haloAfter(9)).isEqualTo(apart.haloAfter(9)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 1, 4", "5, 2, 2, 3", "3, 3, 1, 5", "2, 2, 0, 4", "1, 4, 0, 2", "4, 3, 1, 2"})
    void transposesEveryConnectionOfAnEnlargedConvolution(int kernel, int factor, int before, int sources) {
        var forward = AxisPhase.enlargedConvolution(kernel, factor, before, sources);
        var backward = AxisPhase.transposedEnlargedConvolution(kernel, factor, before, sources);
        assertThat(mirrored(connections(backward, sources * factor))).isEqualTo(connections(forward, sources));
    }

    @Test
    void makesFourSmallKernelsOfThreeByThreeOnADoubledPicture() {
        var phases = AxisPhase.enlargedConvolution(3, 2, 1, 14);
        assertThat(phases).extracting(AxisPhase::taps).containsExactly(
                List.of(List.of(0), List.of(1, 2)), List.of(List.of(0, 1), List.of(2)));
        assertThat(AxisPhase.transposedEnlargedConvolution(3, 2, 1, 14)).singleElement().satisfies(phase -> {
            assertThat(phase.taps()).hasSize(4);
            assertThat(phase.source()).isEqualTo(-1);
        });
    }
}
