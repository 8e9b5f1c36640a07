package dev.hourglass.internal.corruption;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.CopyOp;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.corruption.Rectangles;
import java.util.Collections;
import java.util.List;

/// Rectangles of one colour over pictures, at places of each sample's own. A crosshair is two of them, as long and as wide
/// as the picture, so that each has one coordinate left to draw.
final class Occlusion implements CorruptionOp {
    private final List<ImageSize> covers;
    private final Position position;
    private final float[] colour;
    private final Buffer target;
    private final Buffer input;

    private Occlusion(List<ImageSize> covers, Position position, List<Double> colour, Buffer target, Buffer input) {
        this.covers = covers;
        this.position = position;
        this.target = target;
        this.input = input;
        this.colour = new float[target.extent().channels()];
        for (int c = 0; c < this.colour.length; c++) {
            this.colour[c] = colour.get(Math.min(c, colour.size() - 1)).floatValue();
        }
    }

    static Occlusion of(Rectangles rectangles, Buffer target, Buffer input) {
        var covers = Collections.nCopies(rectangles.count(), rectangles.size());
        return new Occlusion(covers, Position.RANDOM, rectangles.colour(), target, input);
    }

    static Occlusion of(Crosshair crosshair, Buffer target, Buffer input) {
        var extent = target.extent();
        var lines = List.of(
                new ImageSize(crosshair.thickness(), extent.width()),
                new ImageSize(extent.height(), crosshair.thickness()));
        return new Occlusion(lines, crosshair.position(), crosshair.colour(), target, input);
    }

    @Override
    public void corrupt(Workspace workspace, Dataset data, int panel) {
        CopyOp.copy(workspace.memory, target, input, panel);
        int first = panel * Kernels.LANES;
        int lanes = Math.min(Kernels.LANES, workspace.batch.count() - first);
        for (int lane = 0; lane < lanes; lane++) {
            long key = workspace.batch.key(first + lane, Noise.CORRUPTION);
            for (int i = 0; i < covers.size(); i++) {
                int top = place(key, 2 * i, target.extent().height() - covers.get(i).height());
                int left = place(key, 2 * i + 1, target.extent().width() - covers.get(i).width());
                cover(workspace.memory, panel, lane, covers.get(i), top, left);
            }
        }
    }

    /// A coordinate of 0 to `room`.
    private int place(long key, int element, int room) {
        return switch (position) {
            case CENTRED -> room / 2;
            case RANDOM -> (int) (Randomness.uniform(key, element) * (room + 1));
        };
    }

    private void cover(float[] memory, int panel, int lane, ImageSize size, int top, int left) {
        for (int y = top; y < top + size.height(); y++) {
            int at = input.at(panel, y, left) + lane;
            for (int x = 0; x < size.width(); x++) {
                for (int c = 0; c < colour.length; c++) {
                    memory[at + (x * colour.length + c) * Kernels.LANES] = colour[c];
                }
            }
        }
    }
}
