package dev.hourglass.internal.kernel;

/// The order of packed weights: blocks of 8 outputs, the rest in blocks of 4, 2 and 1. A block holds its biases, then
/// for every input the weights of its outputs.
public final class Packing {
    /// Outputs of a whole block.
    public static final int BLOCK = 8;

    private Packing() {}

    /// How many of the remaining outputs the next block holds.
    public static int block(int remaining) {
        return remaining >= BLOCK ? BLOCK : Integer.highestOneBit(remaining);
    }

    /// Floats that the packed weights and biases take.
    public static int length(int inputs, int outputs) {
        return outputs * (1 + inputs);
    }

    /// Where the block that begins with an output begins.
    public static int blockAt(int output, int inputs) {
        return output * (1 + inputs);
    }
}
