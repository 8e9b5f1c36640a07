package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.ParameterRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The weights of some inputs of a linear op; its first slice has the biases, and those of the op that is tied to it.
final class LinearSlice implements ParameterSlice {
    /// Weights of a convolution that are worth a slice of their own.
    private static final int WEIGHTS = 1 << 13;

    /// An op that reads the same weights from the other side.
    private record TiedReader(WeightedOp op, WeightPacking packing, WeightGradients gradients) {}

    private final WeightGradients gradients;
    private final WeightPacking packing;
    private final Optional<TiedReader> tied;
    private final boolean computesGradients;
    private final int from;
    private final int to;
    private final List<ParameterRange> ranges;

    private LinearSlice(
            WeightedOp op, WeightGradients gradients, WeightPacking packing, Optional<TiedReader> tied, int from,
            int to) {
        this.gradients = gradients;
        this.packing = packing;
        this.tied = tied;
        this.computesGradients = op.operands().isPresent();
        this.from = from;
        this.to = to;
        this.ranges = ranges(op);
    }

    /// All slices of an op and of the op that is tied to it, if there is one.
    static List<ParameterSlice> of(WeightedOp op, Optional<WeightedOp> reader) {
        var packing = new WeightPacking(op);
        var gradients = gradients(op, reader);
        var tied = reader.map(r -> new TiedReader(r, new WeightPacking(r), new AccumulatedGradients(r)));
        var slices = new ArrayList<ParameterSlice>();
        int inputs = op.shape().inputs();
        int length = length(op);
        for (int from = 0; from < inputs; from += length) {
            slices.add(new LinearSlice(op, gradients, packing, tied, from, Math.min(from + length, inputs)));
        }
        return slices;
    }

    private static WeightGradients gradients(WeightedOp op, Optional<WeightedOp> reader) {
        if (op.operands().isEmpty()) {
            return new AccumulatedGradients(op);
        }
        return new DenseGradients(
                op,
                Stream.concat(Stream.of(op), reader.stream()).map(r -> r.operands().orElseThrow()).toList());
    }

    /// Inputs of a slice, whole blocks of the packing. Weights for rows, of which nothing is updated, are packed in one go: the blocks of a
    /// tied op depend on how many inputs are left.
    private static int length(WeightedOp op) {
        if (op.packing() == Packing.ROWS) {
            return op.shape().inputs();
        }
        if (op.operands().isPresent()) {
            return op.shape().slice();
        }
        int block = op.packing().longest();
        int blocks = Math.ceilDiv(op.shape().inputs(), block);
        int parts = Math.clamp(op.weight().size() / WEIGHTS, 1, blocks);
        return Math.ceilDiv(blocks, parts) * block;
    }

    private List<ParameterRange> ranges(WeightedOp op) {
        var all = new ArrayList<ParameterRange>();
        if (hasBias()) {
            all.add(ParameterRange.of(op.bias()));
            tied.ifPresent(reader -> all.add(ParameterRange.of(reader.op.bias())));
        }
        var shape = op.shape();
        for (int position = 0; position < shape.rows() * shape.columns(); position++) {
            int at = op.weight().offset() + position * shape.inputs() * shape.outputs();
            all.add(new ParameterRange(op.weight(), at + from * shape.outputs(), at + to * shape.outputs()));
        }
        return List.copyOf(all);
    }

    private boolean hasBias() {
        return from == 0;
    }

    @Override
    public List<ParameterRange> ranges() {
        return ranges;
    }

    @Override
    public boolean computesGradients() {
        return computesGradients;
    }

    @Override
    public void setGradients(Gradients passed, Workspace worker, float[] gradient) {
        if (hasBias()) {
            gradients.setBias(passed, worker, gradient);
            if (tied.isPresent()) {
                tied.get().gradients.setBias(passed, worker, gradient);
            }
        }
        gradients.setInputs(passed, worker, gradient, from, to);
    }

    @Override
    public void pack(float[] weights, float[] packed) {
        if (hasBias()) {
            packing.packBias(weights, packed);
            if (tied.isPresent()) {
                tied.get().packing.packBias(weights, packed);
            }
        }
        packing.packInputs(weights, packed, from, to);
        if (tied.isPresent()) {
            tied.get().packing.packInputs(weights, packed, from, to);
        }
    }
}
