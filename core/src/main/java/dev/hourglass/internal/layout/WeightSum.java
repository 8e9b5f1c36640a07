package dev.hourglass.internal.layout;

import java.util.ArrayList;
import java.util.List;

/// What a kernel computes with in place of one weight: a weighted sum of the weights of an op.
public record WeightSum(List<Term> terms) {
    /// @param position of a weight in the op's kernel, counted row by row
    public record Term(int position, float factor) {}

    public WeightSum {
        terms = List.copyOf(terms);
    }

    /// The sum over an axis times the sum over the other: a weight in row `r` and column `c` has the factor `rows[r] columns[c]`.
    public static WeightSum of(float[] rows, float[] columns) {
        var terms = new ArrayList<Term>();
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                float factor = rows[r] * columns[c];
                if (factor != 0) {
                    terms.add(new Term(r * columns.length + c, factor));
                }
            }
        }
        return new WeightSum(terms);
    }

    /// The plain sum over some rows and columns.
    static WeightSum of(List<Integer> rows, List<Integer> columns, int width) {
        var terms = new ArrayList<Term>();
        for (int row : rows) {
            for (int column : columns) {
                terms.add(new Term(row * width + column, 1));
            }
        }
        return new WeightSum(terms);
    }
}
