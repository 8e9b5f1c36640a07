package dev.hourglass.table;

/// Rows of one series that follow one another in time without a gap.
///
/// @param from the first of them
/// @param to one beyond the last
public record RowSegment(int from, int to) {
    public int rows() {
        return to - from;
    }
}
