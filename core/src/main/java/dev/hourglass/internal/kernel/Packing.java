package dev.hourglass.internal.kernel;

/// The order of packed weights: blocks of outputs, each of which holds its biases, then for every input the weights of its outputs.
///
/// A block may be larger than the outputs that are left; what is left of it is zero.
public enum Packing {
    /// For samples in lanes, where each weight is spread over a vector: blocks of 12 outputs, the rest in blocks of 8, 4, 2 and 1.
    /// With short vectors, of which fewer sums fit into registers, without those of 12.
    PANELS {
        @Override
        public int block(int remaining) {
            return remaining >= longest() ? longest() : Integer.highestOneBit(remaining);
        }

        @Override
        int padded(int outputs) {
            return outputs;
        }

        @Override
        public int longest() {
            return HAS_SHORT_VECTORS ? HALF : HALF + HALF / 2;
        }
    },
    /// For outputs in lanes, where vectors of weights are read: blocks of 48 outputs, the rest in blocks of 32 and 16. With short
    /// vectors blocks of 32, and the rest in blocks of 40, 16 and 8.
    ROWS {
        @Override
        public int block(int remaining) {
            return HAS_SHORT_VECTORS ? shortBlock(remaining) : switch (Math.ceilDiv(remaining, WHOLE)) {
                case 1 -> WHOLE;
                // Two blocks of 32 are faster than one of 48 and one of 16.
                case 2, 4 -> 2 * WHOLE;
                default -> 3 * WHOLE;
            };
        }

        private static int shortBlock(int remaining) {
            return switch (Math.ceilDiv(remaining, HALF)) {
                case 1 -> HALF;
                case 2 -> WHOLE;
                case 5 -> 5 * HALF;
                default -> 2 * WHOLE;
            };
        }

        @Override
        int padded(int outputs) {
            int padded = 0;
            while (padded < outputs) {
                padded += block(outputs - padded);
            }
            return padded;
        }

        @Override
        public int longest() {
            return HAS_SHORT_VECTORS ? 5 * HALF : 3 * WHOLE;
        }
    };

    private static final boolean HAS_SHORT_VECTORS = KernelChoice.hasShortVectors();
    private static final int HALF = Kernels.LANES / 2;
    private static final int WHOLE = Kernels.LANES;

    /// The order that the kernels for panels of some width want.
    ///
    /// @param lanes samples of a panel
    public static Packing of(int lanes) {
        return lanes == 1 ? ROWS : PANELS;
    }

    /// How many outputs the next block has room for.
    ///
    /// @param remaining outputs from the block's first on
    public abstract int block(int remaining);

    /// Where a block begins that can be the first of a part of the outputs: at the output or before it.
    ///
    /// @param outputs of all blocks
    public int startOfBlock(int output, int outputs) {
        int start = 0;
        for (int next = 0; next <= output && next < outputs; next += block(outputs - next)) {
            start = next;
        }
        return output >= outputs ? outputs : start;
    }

    /// Outputs that all blocks together have room for.
    abstract int padded(int outputs);

    /// Outputs of the longest blocks.
    public abstract int longest();

    /// Floats that the packed weights and biases take.
    public int length(int inputs, int outputs) {
        return padded(outputs) * (1 + inputs);
    }

    /// Where the block that begins with an output begins.
    public int blockAt(int output, int inputs) {
        return output * (1 + inputs);
    }
}
