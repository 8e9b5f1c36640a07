package dev.hourglass.internal.layout;

import dev.hourglass.internal.kernel.Window;
import java.util.ArrayList;
import java.util.List;

/// A linear map of pictures: for a grid of places, a small kernel that has its own packed weights.
///
/// Where there are several taps down and across, those across read neighbouring pixels ([#of]): a kernel walks along runs of neighbours that
/// are equally far apart.
///
/// @param packedAt where its packed weights begin
/// @param gradientAt where its weight gradients begin in a group's gradients; unused where it carries gradients back
public record Phase(AxisPhase rows, AxisPhase columns, int packedAt, int gradientAt) {
    /// A phase whose taps the kernels can walk along.
    public static Phase of(AxisPhase rows, AxisPhase columns, int packedAt, int gradientAt) {
        boolean isGrid = rows.taps().size() > 1 && columns.taps().size() > 1 && columns.tapStep() > 1;
        return new Phase(rows, isGrid ? columns.withNeighbouringTaps() : columns, packedAt, gradientAt);
    }

    public int taps() {
        return rows.taps().size() * columns.taps().size();
    }

    /// @param width columns of the op's kernel
    public PackedWeights weights(int width) {
        var taps = new ArrayList<WeightSum>();
        for (var row : rows.taps()) {
            for (var column : columns.taps()) {
                taps.add(WeightSum.of(row, column, width));
            }
        }
        return new PackedWeights(packedAt, gradientAt, true, taps);
    }

    /// The walk along one row of the grid.
    public Window window(Buffer source, Buffer target) {
        boolean isColumnApart = columns.taps().size() > 1 && columns.tapStep() > 1;
        int channels = source.extent().channels();
        return new Window(
                isColumnApart ? columns.taps().size() : rows.taps().size(),
                isColumnApart ? channels * Math.min(1, rows.taps().size()) : columns.taps().size() * channels,
                target.extent().channels(),
                isColumnApart ? columns.tapStep() * source.pixel() : rows.tapStep() * source.line(),
                columns.sourceStep() * source.pixel(),
                columns.targetStep() * target.pixel());
    }

    /// Where the first place of a row of the grid reads.
    public int sourceAt(Buffer source, int panel, int row) {
        return source.at(panel, rows.source() + row * rows.sourceStep(), columns.source());
    }

    /// Where the first place of a row of the grid writes.
    public int targetAt(Buffer target, int panel, int row) {
        return target.at(panel, rows.target() + row * rows.targetStep(), columns.target());
    }

    /// Pairs of a source's pixel and a target's that a tap of these phases connects.
    public static long connections(List<Phase> phases, Extent source) {
        return phases.stream()
                .mapToLong(phase -> phase.rows.connections(source.height()) * phase.columns.connections(source.width()))
                .sum();
    }

    /// The pixels around a source of some extent that these phases read.
    public static Halo halo(List<Phase> phases, Extent source) {
        var halo = Halo.NONE;
        for (var phase : phases) {
            halo = halo.or(new Halo(
                    phase.rows.haloBefore(),
                    phase.rows.haloAfter(source.height()),
                    phase.columns.haloBefore(),
                    phase.columns.haloAfter(source.width())));
        }
        return halo;
    }
}
