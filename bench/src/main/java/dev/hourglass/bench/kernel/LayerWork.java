package dev.hourglass.bench.kernel;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.layout.Phase;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.LinearOp;
import java.util.List;
import java.util.Random;

/// One linear layer over random numbers, driven as the engine drives it.
final class LayerWork {
    /// G1 with regions of 1 MiB places arrays of this length at the start of a region, so that they begin at cache lines.
    private static final int ALIGNED = 1 << 18;

    private static final long SEED = 1;

    private final Kernels kernels;
    private final int panels;
    private final LinearOp op;
    private final Buffer in;
    private final Buffer inGradient;
    private final Buffer out;
    private final Buffer outGradient;
    private final int transposedAt;
    private final float[] memory;
    private final float[] packed;
    private final float[] gradients;

    LayerWork(LayerCase layer, Kernels kernels) {
        this.kernels = kernels;
        this.panels = layer.panels();
        var node = layer.node();
        if (!(node.op() instanceof LinearOp linear)) {
            throw new IllegalArgumentException(layer + ": expected a linear layer, found " + node.op());
        }
        this.op = linear;
        this.in = place(node.in().value(), Floats.ORIGIN);
        this.out = place(node.out().value(), end(in));
        this.outGradient = place(node.out().gradient(), end(out));
        this.inGradient = place(node.in().gradient(), end(outGradient));
        this.transposedAt = end(inGradient);
        int places = Math.max(panels, out.extent().width());
        int transposed = Kernels.padded(out.extent().channels()) * places * Kernels.LANES;
        this.memory = random(transposedAt + transposed);
        this.packed = random(Math.max(end(op.forward()), end(op.backward())));
        this.gradients = random(gradientEnd(node.in()));
    }

    private Buffer place(Buffer planned, int offset) {
        return new Buffer(offset, planned.extent(), planned.halo(), planned.lanes());
    }

    private int end(Buffer buffer) {
        return buffer.offset() + panels * buffer.panel();
    }

    /// One call of each kernel's multiply-adds: every output of every sample reads every input of every tap. Zeros read
    /// from the halo count; work that resize-convolution saves does not.
    long multiplyAdds() {
        long perSample = 0;
        for (var phase : op.forward()) {
            long places = (long) phase.rows().count() * phase.columns().count();
            perSample += places * phase.taps() * op.shape().inputs() * op.shape().outputs();
        }
        return perSample * panels * Kernels.LANES;
    }

    void forward() {
        for (var phase : op.forward()) {
            correlate(phase, in, out);
        }
    }

    void inputGradient() {
        for (var phase : op.backward()) {
            correlate(phase, outGradient, inGradient);
        }
    }

    void weightGradient() {
        for (var phase : op.forward()) {
            var window = window(phase, in, outGradient);
            if (isFlat(phase)) {
                outer(phase, window, panels, 0, 0);
                continue;
            }
            for (int panel = 0; panel < panels; panel++) {
                for (int row = 0; row < phase.rows().count(); row++) {
                    outer(phase, window, phase.columns().count(), panel, row);
                }
            }
        }
    }

    private void correlate(Phase phase, Buffer source, Buffer target) {
        var window = window(phase, source, target);
        if (isFlat(phase)) {
            correlate(phase, window, panels, source, target, 0, 0);
            return;
        }
        for (int panel = 0; panel < panels; panel++) {
            for (int row = 0; row < phase.rows().count(); row++) {
                correlate(phase, window, phase.columns().count(), source, target, panel, row);
            }
        }
    }

    private void correlate(Phase phase, Window window, int places, Buffer source, Buffer target, int panel, int row) {
        kernels.correlate(
                window, places, packed, phase.packedAt(),
                memory, phase.sourceAt(source, panel, row),
                memory, phase.targetAt(target, panel, row), Float.NEGATIVE_INFINITY);
    }

    private void outer(Phase phase, Window window, int places, int panel, int row) {
        int block = places * Kernels.LANES * Kernels.LANES;
        kernels.transpose(
                window.outputs(), places, memory, phase.targetAt(outGradient, panel, row), window.targetStep(),
                memory, transposedAt, block);
        kernels.outer(
                window, places, memory, phase.sourceAt(in, panel, row), memory, transposedAt, block,
                gradients, phase.gradientAt());
    }

    /// A dense layer's places are panels, a picture's are pixels.
    private Window window(Phase phase, Buffer source, Buffer target) {
        var window = phase.window(source, target);
        return isFlat(phase) ? window.with(window.line(), source.panel(), target.panel()) : window;
    }

    private static boolean isFlat(Phase phase) {
        return phase.rows().count() == 1 && phase.columns().count() == 1;
    }

    private int end(List<Phase> phases) {
        var last = phases.getLast();
        int most = Math.max(op.shape().inputs(), op.shape().outputs());
        return last.packedAt() + Packing.PANELS.length(last.taps() * most, most);
    }

    private int gradientEnd(Variable input) {
        var last = op.forward().getLast();
        return last.gradientAt() + last.taps() * input.extent().channels() * op.shape().gradientRow();
    }

    private static float[] random(int length) {
        var random = new Random(SEED);
        var numbers = new float[Math.max(length, ALIGNED)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
