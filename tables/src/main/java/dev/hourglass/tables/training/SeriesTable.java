package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.table.CellText;
import dev.hourglass.table.ColumnFitter;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.EncodedTableFile;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.WindowOptions;
import dev.hourglass.tables.ColumnKind;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TablePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All rows of a table in the order of time, one series after the other, as features in a file that is mapped into memory. What is kept
/// in memory itself is a few bytes of each row.
public final class SeriesTable implements AutoCloseable {
    private final EncodedTableFile file;
    private final String name;
    private final WindowOptions windows;
    private final boolean areTimes;
    private final List<Series> series = new ArrayList<>();
    private final AnomalyLabels.Collector labels = new AnomalyLabels.Collector();
    private double[] times = new double[1 << 10];
    private int[] numbers = new int[1 << 10];
    private int count;

    /// The rows of a machine, or whatever else `by` names.
    ///
    /// @param name its cell; empty where it is missing, and where all rows are one series
    /// @param from the first of its rows
    /// @param to one beyond the last
    record Series(Optional<String> name, int from, int to) {}

    private SeriesTable(EncodedTableFile file, Table table, WindowOptions windows) {
        this.file = file;
        this.name = table.name();
        this.windows = windows;
        this.areTimes = table.format().column(windows.order())
                .filter(column -> column.kind() == ColumnKind.DATE || column.kind() == ColumnKind.TIMESTAMP
                        || column.kind() == ColumnKind.TIME)
                .isPresent();
    }

    /// Reads a table twice: to fit its columns, and to encode its rows. In the order of time, so that the model does not depend on the
    /// order of the file.
    ///
    /// @param file to encode them into; removed with this
    /// @throws DataException if a cell cannot be read, a column has nothing to learn from, or there is no room for the file
    static SeriesTable read(Table table, TablePlan plan, WindowOptions windows, Path file) {
        return encode(table, fit(table, plan, windows), plan.inputs(), windows, plan.label(), file);
    }

    private static TableSchema fit(Table table, TablePlan plan, WindowOptions windows) {
        var fitters = plan.inputs().stream().map(ColumnFitter::of).toList();
        try (var reader = table.readInOrder(plan.inputs(), windows, Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                var cells = chunk.get().cells();
                for (int i = 0; i < fitters.size(); i++) fitters.get(i).add(cells.get(i), chunk.get().rows());
            }
        }
        return new TableSchema(fitters.stream().map(ColumnFitter::fit).toList());
    }

    /// Reads rows for columns that are fitted already.
    ///
    /// @param columns as what the schema's columns are read
    /// @param label the column that says which rows are anomalies
    /// @param file to encode them into; removed with this
    /// @throws DataException if a column is missing, a cell cannot be read, or there is no room for the file
    public static SeriesTable encode(Table table, TableSchema schema, List<ColumnSpec> columns, WindowOptions windows,
            Optional<String> label, Path file) {
        var rows = new SeriesTable(EncodedTableFile.create(file, schema), table, windows);
        try (var reader = table.readInOrder(columns, windows, label)) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) rows.add(chunk.get(), schema);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
        return rows;
    }

    private void add(TableChunk chunk, TableSchema schema) {
        int columns = schema.columns().size();
        var features = new float[chunk.rows() * schema.features()];
        schema.encode(chunk.cells().subList(0, columns), chunk.rows(), features);
        file.append(features, chunk.rows());
        var time = ((ColumnValues.Numbers) chunk.cells().get(columns)).values();
        var number = ((ColumnValues.Numbers) chunk.cells().get(columns + 1)).values();
        for (int row = 0; row < chunk.rows(); row++) {
            int at = row;
            add(chunk.ids().flatMap(ids -> Optional.ofNullable(ids.values()[at])), time[row], (int) number[row] - 1);
        }
        chunk.labels().ifPresent(texts -> labels.add(texts.values()));
    }

    private void add(Optional<String> by, double time, int number) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        times[count] = time;
        numbers[count] = number;
        boolean isSame = !series.isEmpty() && series.getLast().name().equals(by);
        var own = isSame ? series.removeLast() : new Series(by, count, count);
        count++;
        series.add(new Series(by, own.from(), count));
    }

    public EncodedTable rows() {
        return file.table(name);
    }

    /// What was read, for messages.
    String name() {
        return name;
    }

    WindowOptions windows() {
        return windows;
    }

    List<Series> series() {
        return List.copyOf(series);
    }

    int count() {
        return count;
    }

    /// The cell of the column that orders the rows, in seconds where it has times; NaN where it is missing.
    public double time(int row) {
        return times[row];
    }

    /// The number of a row in the file, counted from 0.
    public int number(int row) {
        return numbers[row];
    }

    /// Of each row of the file, where it is here.
    public int[] places() {
        var places = new int[count];
        for (int row = 0; row < count; row++) places[numbers[row]] = row;
        return places;
    }

    /// Whether rows are ordered by times, else by numbers.
    public boolean areTimes() {
        return areTimes;
    }

    /// The time of a row, or its number, in words.
    public String moment(int row) {
        return areTimes ? CellText.moment(times[row]) : CellText.rounded(times[row]);
    }

    /// The series of a row.
    public Optional<String> by(int row) {
        int low = 0;
        int high = series.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (series.get(middle).from() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return series.get(low).name();
    }

    /// Which rows are anomalies, by their labels.
    ///
    /// @throws DataException if labels are not of two kinds
    public AnomalyLabels anomalies() {
        return labels.labels();
    }

    /// How far apart neighbouring rows are: the median over all series of what is not 0.
    ///
    /// @throws DataException if all rows of each series have one time
    double step() {
        var steps = new double[count];
        int known = 0;
        for (var own : series) {
            for (int row = own.from() + 1; row < own.to(); row++) {
                double step = times[row] - times[row - 1];
                if (step > 0) {
                    steps[known++] = step;
                }
            }
        }
        if (known == 0) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "table.order: expected rows of different times in '%s', found one in each series; name another column",
                    windows.order()));
        }
        Arrays.sort(steps, 0, known);
        return steps[(known - 1) / 2];
    }

    /// The parts of the series in which rows follow one another without a gap.
    ///
    /// @param step how far apart neighbouring rows usually are
    /// @throws DataException if none has as many rows as a window
    public SeriesSegments segments(double step) {
        return SeriesSegments.of(this, step);
    }

    @Override
    public void close() {
        file.close();
    }
}
