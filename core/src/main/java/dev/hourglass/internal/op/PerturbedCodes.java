package dev.hourglass.internal.op;

/// What a worker keeps of a micro-batch's second way through the encoder, with moved inputs.
public final class PerturbedCodes {
    public static final PerturbedCodes NONE = new PerturbedCodes(0, 0);

    /// `[panel][code feature][16]`: the code of the moved input, then its difference from that of the input.
    public final float[] codes;
    /// One row of a panel's input.
    public final float[] row;

    /// @param codes floats of a micro-batch's codes
    /// @param row floats of one row of a panel's input
    public PerturbedCodes(int codes, int row) {
        this.codes = new float[codes];
        this.row = new float[row];
    }
}
