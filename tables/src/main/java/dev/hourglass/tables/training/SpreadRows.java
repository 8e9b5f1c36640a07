package dev.hourglass.tables.training;

import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The cells of rows at equal distances, in bounded memory: of all rows where there are not many.
public final class SpreadRows {
    /// Rows that are kept at most.
    private static final int MOST = 1 << 17;
    private static final int FIRST = 1024;

    private final int most;
    private final List<double[]> numbers = new ArrayList<>();
    private final List<@Nullable String[]> texts = new ArrayList<>();
    private final boolean[] isText;
    private int room = FIRST;
    private int kept;
    private int distance = 1;
    private long passed;

    public SpreadRows(TableSchema schema) {
        this(schema, MOST);
    }

    /// @param most an even number
    SpreadRows(TableSchema schema, int most) {
        this.most = most;
        this.isText = new boolean[schema.columns().size()];
        for (int i = 0; i < isText.length; i++) {
            isText[i] = schema.columns().get(i).isText();
            numbers.add(new double[isText[i] ? 0 : FIRST]);
            texts.add(new @Nullable String[isText[i] ? FIRST : 0]);
        }
    }

    /// The next rows.
    ///
    /// @param cells of each column
    public void add(List<ColumnValues> cells, int rows) {
        for (int row = 0; row < rows; row++) {
            if (passed % distance == 0) {
                if (kept == most) {
                    thin();
                }
                if (passed % distance == 0) {
                    append(cells, row);
                }
            }
            passed++;
        }
    }

    /// Drops every other row.
    private void thin() {
        kept = most / 2;
        distance *= 2;
        for (int column = 0; column < isText.length; column++) {
            for (int i = 0; i < kept; i++) {
                if (isText[column]) {
                    texts.get(column)[i] = texts.get(column)[2 * i];
                } else {
                    numbers.get(column)[i] = numbers.get(column)[2 * i];
                }
            }
        }
    }

    private void append(List<ColumnValues> cells, int row) {
        if (kept == room) {
            room = Math.min(most, 2 * room);
            for (int column = 0; column < isText.length; column++) {
                if (isText[column]) {
                    texts.set(column, Arrays.copyOf(texts.get(column), room));
                } else {
                    numbers.set(column, Arrays.copyOf(numbers.get(column), room));
                }
            }
        }
        for (int column = 0; column < isText.length; column++) {
            switch (cells.get(column)) {
                case ColumnValues.Texts(var own) -> texts.get(column)[kept] = own[row];
                case ColumnValues.Numbers(var own) -> numbers.get(column)[kept] = own[row];
            }
        }
        kept++;
    }

    /// How many rows are kept.
    public int rows() {
        return kept;
    }

    /// The number of a row that is kept, among all that passed.
    ///
    /// @param row of those that are kept
    public long number(int row) {
        return (long) row * distance;
    }

    /// The cells of each column of the rows that are kept.
    public List<ColumnValues> cells() {
        return cells(IntStream.range(0, kept).toArray());
    }

    /// The cells of some of them.
    public List<ColumnValues> cells(int... rows) {
        var cells = new ArrayList<ColumnValues>();
        for (int column = 0; column < isText.length; column++) {
            int own = column;
            cells.add(isText[column]
                    ? new ColumnValues.Texts(IntStream.of(rows).mapToObj(row -> texts.get(own)[row])
                            .toArray(@Nullable String[]::new))
                    : new ColumnValues.Numbers(IntStream.of(rows).mapToDouble(row -> numbers.get(own)[row]).toArray()));
        }
        return cells;
    }
}
