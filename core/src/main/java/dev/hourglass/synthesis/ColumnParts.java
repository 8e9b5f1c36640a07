package dev.hourglass.synthesis;

/// Into which part of a column the cell of each row falls.
///
/// @param real of real rows, 0 to `count - 1`, at least one
/// @param synthetic of synthetic rows, likewise
record ColumnParts(int[] real, int[] synthetic, int count) {
    /// The parts of both columns: the cells of their contingency table.
    ColumnParts with(ColumnParts other) {
        return new ColumnParts(with(real, other.real, other.count), with(synthetic, other.synthetic, other.count),
                Math.multiplyExact(count, other.count));
    }

    private static int[] with(int[] first, int[] second, int count) {
        var both = new int[first.length];
        for (int row = 0; row < both.length; row++) both[row] = first[row] * count + second[row];
        return both;
    }

    /// The total variation distance: the share of rows that would have to move to another part.
    double variation() {
        var own = counts(real);
        var others = counts(synthetic);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs((double) own[i] / real.length - (double) others[i] / synthetic.length);
        }
        return sum / 2;
    }

    private long[] counts(int... parts) {
        var counts = new long[count];
        for (int part : parts) counts[part]++;
        return counts;
    }
}
