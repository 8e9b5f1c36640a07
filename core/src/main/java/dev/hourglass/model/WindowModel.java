package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.data.DataException;
import dev.hourglass.drift.DriftMeter;
import dev.hourglass.drift.TableReference;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.Expectation;
import dev.hourglass.table.Reason;
import dev.hourglass.table.RowSegment;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.SchemaJson;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.WindowOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// An autoencoder of windows over time: each sample is some rows of one series that follow one another. Immutable; every method may be
/// called from many threads at once, and gives the same bits from any of them.
///
/// The loss of each cell of a window becomes a surprise, `-log p`, where p is the share of cells of its column in training windows whose
/// loss was as high. A row's part of a window is the mean surprise of its cells, and the row's score the mean of its parts of all
/// windows that hold it; the score of a window is the mean of its rows' parts.
public final class WindowModel implements TabularModel {
    private static final String ORDER = "order";
    private static final String BY = "by";
    private static final String LENGTH = "length";
    private static final String STRIDE = "stride";
    private static final String STEP = "step";

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final WindowOptions windows;
    private final double step;
    private final WindowCalibration calibration;
    private final double threshold;
    private final Optional<TableReference> reference;
    private final WindowMeasures measures;

    private WindowModel(TrainedAutoencoder autoencoder, TableSchema schema, WindowOptions windows, double step,
            WindowCalibration calibration, double threshold, Optional<TableReference> reference) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.windows = windows;
        this.step = step;
        this.calibration = calibration;
        this.threshold = threshold;
        this.reference = reference;
        this.measures = new WindowMeasures(autoencoder, schema, calibration.columns());
    }

    /// Reads a model file.
    ///
    /// @throws ModelFileException if the file is missing, damaged or not a model
    /// @throws SpecException if it is not the model of windows
    public static WindowModel load(Path file) {
        return of(TrainedAutoencoder.load(file)).orElseThrow(() -> new SpecException(
                file + ": expected the model of windows over time, found another; train one with window in its table"));
    }

    /// The model of windows, if that is what an autoencoder was stored as.
    ///
    /// @throws SpecException if what is stored does not fit together
    public static Optional<WindowModel> of(TrainedAutoencoder autoencoder) {
        var metadata = autoencoder.metadata();
        var stored = metadata.get(TableMetadata.WINDOW);
        if (stored == null) {
            return Optional.empty();
        }
        var tree = tree(stored);
        var windows = windows(tree);
        var schema = SchemaJson.read(TableMetadata.required(metadata, TableMetadata.SCHEMA));
        var calibration = WindowCalibration.parse(TableMetadata.required(metadata, TableMetadata.CALIBRATION));
        requireFit(autoencoder, schema, windows, calibration.columns().size());
        var reference = Optional.ofNullable(metadata.get(TableMetadata.REFERENCE)).map(TableReference::parse);
        reference.ifPresent(columns -> columns.requireFit(schema));
        return Optional.of(new WindowModel(autoencoder, schema, windows, step(tree), calibration,
                TableMetadata.threshold(metadata), reference));
    }

    /// A model that is calibrated by windows.
    ///
    /// @param autoencoder trained on windows of this length
    /// @param step how far apart neighbouring rows usually are, above 0: seconds where they are ordered by times
    /// @param table rows in the order of time
    /// @param training windows that it was trained on, at least one: what a column's loss usually is
    /// @param heldOut windows that share no row with those, at least one: what a score usually is
    public static WindowModel calibrated(TrainedAutoencoder autoencoder, WindowOptions windows, double step,
            EncodedTable table, RowWindows training, RowWindows heldOut) {
        requireFit(autoencoder, table.schema(), windows, table.schema().columns().size());
        var calibration = WindowCalibration.of(autoencoder, table, training, heldOut);
        return new WindowModel(autoencoder, table.schema(), windows, step, calibration,
                calibration.rows().quantile(TableMetadata.FALSE_ALARMS), Optional.of(TableReference.of(table)));
    }

    private static Map<?, ?> tree(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> tree) {
                return tree;
            }
        } catch (JsonException e) {
            throw new SpecException(TableMetadata.WINDOW + ": expected JSON: " + e.getMessage());
        }
        throw new SpecException(TableMetadata.WINDOW + ": expected an object, found another value");
    }

    private static WindowOptions windows(Map<?, ?> tree) {
        if (tree.get(ORDER) instanceof String order && tree.get(LENGTH) instanceof Long length
                && tree.get(STRIDE) instanceof Long stride) {
            var by = tree.get(BY) instanceof String name ? Optional.of(name) : Optional.<String>empty();
            return new WindowOptions(order, by, Math.clamp(length, 0, Integer.MAX_VALUE),
                    Math.clamp(stride, 0, Integer.MAX_VALUE));
        }
        throw new SpecException(TableMetadata.WINDOW + ": expected order, length and stride, found others");
    }

    private static double step(Map<?, ?> tree) {
        if (tree.get(STEP) instanceof Number step && step.doubleValue() > 0) {
            return step.doubleValue();
        }
        throw new SpecException(TableMetadata.WINDOW + ": expected a step above 0, found " + tree.get(STEP));
    }

    private static void requireFit(
            TrainedAutoencoder autoencoder, TableSchema schema, WindowOptions windows, int columns) {
        var spec = autoencoder.spec();
        boolean isOfColumns = spec.loss() instanceof BlockLosses
                && (long) schema.features() * windows.length() == spec.input().size()
                && spec.outputs().equals(schema.outputs(windows.length()));
        if (!isOfColumns || columns != schema.columns().size()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "the model of windows: expected the losses of %d columns in %d rows, found %s over %d features and a calibration of %d columns",
                    schema.columns().size(), windows.length(), spec.loss().kind(), spec.input().size(), columns));
        }
    }

    @Override
    public TrainedAutoencoder autoencoder() {
        // In one order, so that equal models are equal files.
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(TableMetadata.SCHEMA, SchemaJson.write(schema));
        metadata.put(TableMetadata.WINDOW, Json.write(tree()));
        metadata.put(TableMetadata.CALIBRATION, calibration.json());
        metadata.put(TableMetadata.THRESHOLD, Double.toString(threshold));
        reference.ifPresent(columns -> metadata.put(TableMetadata.REFERENCE, columns.json()));
        return autoencoder.withMetadata(metadata);
    }

    private Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(ORDER, windows.order());
        windows.by().ifPresent(name -> tree.put(BY, name));
        tree.put(LENGTH, (long) windows.length());
        tree.put(STRIDE, (long) windows.stride());
        tree.put(STEP, step);
        return tree;
    }

    /// The same with more or other metadata of the autoencoder.
    public WindowModel withMetadata(Map<String, String> more) {
        return new WindowModel(autoencoder.withMetadata(more), schema, windows, step, calibration, threshold,
                reference);
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    /// How rows become samples.
    public WindowOptions windows() {
        return windows;
    }

    /// How far apart neighbouring rows usually are: seconds where they are ordered by times.
    public double step() {
        return step;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public WindowModel withThreshold(double score) {
        return new WindowModel(autoencoder, schema, windows, step, calibration, score, reference);
    }

    @Override
    public Tail calibration() {
        return calibration.rows();
    }

    /// Scores rows of one series that follow one another without a gap.
    ///
    /// @param cells of each column, in the schema's order
    /// @throws DataException if the cells are not those of the columns
    public WindowScores score(List<ColumnValues> cells, int rows) {
        return score(encoded(cells, rows), List.of(new RowSegment(0, rows)));
    }

    private EncodedTable encoded(List<ColumnValues> cells, int rows) {
        var features = new float[Math.multiplyExact(rows, schema.features())];
        schema.encode(cells, rows, features);
        return EncodedTable.of("rows", schema, features, rows, List.of());
    }

    /// Scores the rows of a table.
    ///
    /// @param segments of it, rising: no window leaves its segment
    public WindowScores score(EncodedTable table, List<RowSegment> segments) {
        var read = RowWindows.of(segments, windows.length(), windows.stride());
        var scores = measures.scores(table, read);
        var rows = scores.rows();
        var pValues = new double[rows.length];
        var anomalies = new boolean[rows.length];
        for (int row = 0; row < rows.length; row++) {
            pValues[row] = Double.isNaN(rows[row]) ? Double.NaN : calibration.rows().survival(rows[row]);
            anomalies[row] = rows[row] >= threshold;
        }
        double rare = calibration.rows().survival(threshold);
        var ofWindows = scores.windows();
        var windowPValues = new double[ofWindows.length];
        var windowAnomalies = new boolean[ofWindows.length];
        for (int i = 0; i < ofWindows.length; i++) {
            windowPValues[i] = calibration.windows().survival(ofWindows[i]);
            windowAnomalies[i] = windowPValues[i] <= rare;
        }
        return new WindowScores(rows, pValues, anomalies, read, ofWindows, windowPValues, windowAnomalies);
    }

    /// The score of each window.
    public double[] scores(EncodedTable table, RowWindows some) {
        return measures.scores(table, some).windows();
    }

    /// How much of each column the reconstructions of windows have, as [TableModel#explained].
    ///
    /// @param some that the model was not trained on
    /// @return one for each column; NaN where its cells do not vary over these windows
    public double[] explained(EncodedTable table, RowWindows some) {
        return new ExplainedShares(autoencoder, some.rows(table), windows.length()).shares();
    }

    /// The cells of columns of numbers and of counts, in the units of the file.
    ///
    /// @param table rows in the order of time
    /// @param from the first row
    /// @param to one beyond the last
    /// @return `[column][row]`; NaN of cells that are missing, and of all other columns
    public double[][] numbers(EncodedTable table, int from, int to) {
        return new WindowNumbers(autoencoder, schema).of(table, from, to);
    }

    /// What the model makes of these cells: of each row the mean of the reconstructions of the windows that hold it.
    ///
    /// @param read windows over the table
    /// @return `[column][row]`; NaN of rows in no window, and of columns that have no numbers
    public double[][] expected(EncodedTable table, RowWindows read, int from, int to) {
        return new WindowNumbers(autoencoder, schema).expected(table, read, from, to);
    }

    /// The codes of windows.
    ///
    /// @param table rows in the order of time
    /// @param some windows over them
    /// @return `[window][code]`
    public float[][] encode(EncodedTable table, RowWindows some) {
        return autoencoder.encode(some.rows(table).windows(windows.length()));
    }

    /// Predicts missing cells of rows of one series that follow one another without a gap; of fewer rows than a window has, none.
    ///
    /// @param cells of each column, in the schema's order
    /// @throws DataException if the cells are not those of the columns
    public FilledCells fill(List<ColumnValues> cells, int rows) {
        var read = RowWindows.of(List.of(new RowSegment(0, rows)), windows.length(), windows.stride());
        return fill(encoded(cells, rows), read, IntStream.range(0, rows).toArray(), cells);
    }

    /// Predicts missing cells, each from the window in whose middle its row is, while the cell is hidden; those of rows in no window stay
    /// missing.
    ///
    /// @param table rows in the order of time
    /// @param read windows over them
    /// @param rows some of them
    /// @param cells of these, in the schema's order
    public FilledCells fill(EncodedTable table, RowWindows read, int[] rows, List<ColumnValues> cells) {
        return new CellFiller(schema, calibration.intervals()).fill(cells, rows.length,
                new HiddenWindowCells(autoencoder, table, read, rows));
    }

    /// Compares rows with those of training, which the model file holds the distributions of.
    ///
    /// @throws SpecException if it holds none, as those of earlier versions
    public DriftMeter driftMeter() {
        return new DriftMeter(schema, reference.orElseThrow(() -> new SpecException(
                "the model of windows: expected the distributions of its training rows (table.reference), found none; train it again")),
                calibration.rows(), threshold);
    }

    /// Why a row is unusual: its most surprising cells, each beside what the model expects there when the cell is hidden from it. A cell's
    /// surprise is the mean over the windows that hold the row; what is expected follows from the one in whose middle the row is.
    ///
    /// @param table rows in the order of time
    /// @param read windows over them
    /// @param row one of them; without a window that holds it, it has no reasons
    /// @param cells of the row, in the schema's order, as they are in the file
    /// @param at the row's number among these cells
    /// @param most reasons
    public List<Reason> reasons(
            EncodedTable table, RowWindows read, int row, List<ColumnValues> cells, int at, int most) {
        var holding = read.holding(row);
        if (holding.count() == 0) {
            return List.of();
        }
        var surprises = surprises(table, holding, row);
        var columns = TableModel.highest(surprises, most);
        int width = schema.features();
        var central = read.central(row);
        int place = (row - central.starts()[0]) * width;
        var expected = hidden(table, central, place, columns);
        var offsets = schema.offsets();
        var reasons = new ArrayList<Reason>();
        for (int k = 0; k < columns.length; k++) {
            int column = columns[k];
            int first = k * windows.length() * width + place + offsets[column];
            reasons.add(new Reason(schema.columns().get(column).name(), surprises[column],
                    Expectation.compare(schema.columns().get(column), cells.get(column), at, expected, first,
                            calibration.intervals().get(column))));
        }
        return reasons;
    }

    /// Of each column, the mean over windows.
    private double[] surprises(EncodedTable table, RowWindows holding, int row) {
        var cells = measures.cells(table, holding);
        var means = new double[schema.columns().size()];
        for (int i = 0; i < holding.count(); i++) {
            var own = cells[i * windows.length() + row - holding.starts()[i]];
            for (int column = 0; column < means.length; column++) means[column] += own[column] / holding.count();
        }
        return means;
    }

    /// What the network makes of a window once for each of the columns, without that column's cell of a row.
    private float[] hidden(EncodedTable table, RowWindows window, int place, int[] columns) {
        int size = windows.length() * schema.features();
        var own = new float[size];
        window.rows(table).read(0, windows.length(), own);
        var copies = new float[Math.multiplyExact(columns.length, size)];
        for (int k = 0; k < columns.length; k++) {
            System.arraycopy(own, 0, copies, k * size, size);
            TableModel.hide(schema, schema.offsets(), copies, k * size + place, columns[k]);
        }
        return TableModel.reconstruct(autoencoder, schema, copies, columns.length * windows.length());
    }
}
