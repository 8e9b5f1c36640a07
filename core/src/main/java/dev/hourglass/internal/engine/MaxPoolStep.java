package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Variable;

/// The largest value of each block; the gradient goes to the first pixel that holds it.
final class MaxPoolStep implements Step {
    private final int window;
    private final Buffer in;
    private final Buffer out;
    private final Buffer inGradient;
    private final Buffer outGradient;

    MaxPoolStep(int window, Variable in, Variable out) {
        this.window = window;
        this.in = in.value();
        this.out = out.value();
        this.inGradient = in.gradient();
        this.outGradient = out.gradient();
    }

    @Override
    public void forward(Shard shard) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                for (int x = 0; x < out.extent().width(); x++) {
                    shard.forward.maxPool(
                            rows(y), columns(x), in.line(), in.pixel(),
                            shard.memory, in.at(panel, y * window, x * window),
                            shard.memory, out.at(panel, y, x), out.pixel());
                }
            }
        }
    }

    @Override
    public void backward(Shard shard) {
        var memory = shard.memory;
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                for (int x = 0; x < out.extent().width(); x++) {
                    shard.kernels.maxPoolGradient(
                            rows(y), columns(x), in.line(), inGradient.line(), in.pixel(),
                            memory, in.at(panel, y * window, x * window),
                            memory, out.at(panel, y, x),
                            memory, outGradient.at(panel, y, x),
                            memory, inGradient.at(panel, y * window, x * window), out.pixel());
                }
            }
        }
    }

    private int rows(int y) {
        return Math.min(window, in.extent().height() - y * window);
    }

    private int columns(int x) {
        return Math.min(window, in.extent().width() - x * window);
    }
}
