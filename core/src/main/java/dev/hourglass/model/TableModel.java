package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.Expectation;
import dev.hourglass.table.Reason;
import dev.hourglass.table.RowValues;
import dev.hourglass.table.SchemaJson;
import dev.hourglass.table.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// An autoencoder of a table's rows with all that is needed to score others: the columns, how high losses usually are, and from which
/// score on a row is an anomaly. Immutable; every method may be called from many threads at once, and gives the same bits from any
/// of them.
///
/// The score of a row is the mean, over its columns, of the surprise at each cell: `-log p`, where p is the share of training rows
/// whose loss in that column was as high. So it needs no knowledge of units, and no column drowns the others.
public final class TableModel {
    /// In the metadata of the model file.
    private static final String SCHEMA = "table.schema";

    private static final String CALIBRATION = "table.calibration";
    private static final String THRESHOLD = "table.threshold";
    /// The threshold until one is chosen: one of a hundred held-out rows.
    private static final double FALSE_ALARMS = 0.01;
    /// Rows that are scored at a time.
    private static final int BLOCK = 1024;

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final TableCalibration calibration;
    private final double threshold;
    private final ColumnLosses losses;
    private final int[] offsets;

    private TableModel(
            TrainedAutoencoder autoencoder, TableSchema schema, TableCalibration calibration, double threshold) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.calibration = calibration;
        this.threshold = threshold;
        this.losses = new ColumnLosses(schema);
        this.offsets = schema.offsets();
    }

    /// Reads a model file.
    ///
    /// @throws ModelFileException if the file is missing, damaged or not a model
    /// @throws SpecException if it is not the model of a table
    public static TableModel load(Path file) {
        var autoencoder = TrainedAutoencoder.load(file);
        return of(autoencoder).orElseThrow(() -> new SpecException(
                file + ": expected the model of a table, found one of samples without columns; train one with a table"));
    }

    /// The model of a table, if that is what an autoencoder was stored as.
    ///
    /// @throws SpecException if what is stored does not fit together
    public static Optional<TableModel> of(TrainedAutoencoder autoencoder) {
        var metadata = autoencoder.metadata();
        var stored = metadata.get(SCHEMA);
        if (stored == null) {
            return Optional.empty();
        }
        var schema = SchemaJson.read(stored);
        var calibration = TableCalibration.parse(required(metadata, CALIBRATION));
        requireFit(autoencoder, schema, calibration.columns().size());
        return Optional.of(new TableModel(autoencoder, schema, calibration, number(required(metadata, THRESHOLD))));
    }

    /// A model that is calibrated by rows.
    ///
    /// @param autoencoder trained on rows of this schema
    /// @param training rows that it was trained on, at least one: what a column's loss usually is
    /// @param heldOut rows that it was not trained on, at least one: what a row's score usually is
    public static TableModel calibrated(TrainedAutoencoder autoencoder, EncodedTable training, EncodedTable heldOut) {
        var schema = training.schema();
        requireFit(autoencoder, schema, schema.columns().size());
        var calibration = new Calibrator(autoencoder, schema).calibrate(training, heldOut);
        return new TableModel(autoencoder, schema, calibration, calibration.rows().quantile(FALSE_ALARMS));
    }

    private static String required(Map<String, String> metadata, String key) {
        var text = metadata.get(key);
        if (text == null) {
            throw new SpecException("the model of a table: expected the metadata " + key + ", found none");
        }
        return text;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            throw new SpecException(THRESHOLD + ": expected a number, found " + text);
        }
    }

    private static void requireFit(TrainedAutoencoder autoencoder, TableSchema schema, int columns) {
        var spec = autoencoder.spec();
        boolean isOfColumns = spec.loss() instanceof BlockLosses && spec.outputs().equals(schema.outputs());
        if (!isOfColumns || columns != schema.columns().size()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "the model of a table: expected the losses of %d columns, found %s and a calibration of %d",
                    schema.columns().size(), spec.loss().kind(), columns));
        }
    }

    /// Writes a model file; one that stood there before is replaced in one step.
    ///
    /// @throws ModelFileException if it cannot be written; a file that stood there before is still there
    public void save(Path file) {
        autoencoder().save(file);
    }

    /// The autoencoder, with columns, calibration and threshold in its metadata.
    public TrainedAutoencoder autoencoder() {
        // In one order, so that equal models are equal files.
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(SCHEMA, SchemaJson.write(schema));
        metadata.put(CALIBRATION, calibration.json());
        metadata.put(THRESHOLD, Double.toString(threshold));
        return autoencoder.withMetadata(metadata);
    }

    /// The same with more or other metadata of the autoencoder.
    public TableModel withMetadata(Map<String, String> more) {
        return new TableModel(autoencoder.withMetadata(more), schema, calibration, threshold);
    }

    /// The columns, in the order in which cells are given.
    public TableSchema schema() {
        return schema;
    }

    /// A row whose score is this or more is an anomaly.
    public double threshold() {
        return threshold;
    }

    /// The same with another threshold.
    public TableModel withThreshold(double score) {
        return new TableModel(autoencoder, schema, calibration, score);
    }

    /// The scores of the held-out rows, by which thresholds are chosen.
    public Tail calibration() {
        return calibration.rows();
    }

    /// Scores rows.
    ///
    /// @param cells of each column, in the schema's order
    /// @throws DataException if the cells are not those of the columns
    public RowScores score(List<ColumnValues> cells, int rows) {
        var features = new float[Math.multiplyExact(rows, schema.features())];
        schema.encode(cells, rows, features);
        return score(features, rows);
    }

    /// Scores the rows of a table.
    public RowScores score(EncodedTable table) {
        var features = new float[Math.multiplyExact(table.rows(), schema.features())];
        table.read(0, table.rows(), features);
        return score(features, table.rows());
    }

    /// How much of each column the reconstructions of rows have: one less the loss, divided by the loss of the best constant. 1 is all,
    /// 0 what a model has that ignores every cell, less than 0 is worse than that.
    ///
    /// @param table rows that the model was not trained on
    /// @return one for each column; NaN where its cells do not vary over these rows
    public double[] explained(EncodedTable table) {
        return new ExplainedShares(autoencoder, table).shares();
    }

    /// Scores one row.
    ///
    /// @param row column name to cell: a number, a text, a boolean, a date or time of `java.time`, or null where it is missing;
    ///     others are passed over
    /// @throws DataException if a column is missing, or a cell is not of its type
    public RowScores score(Map<String, ?> row) {
        return score(RowValues.of(schema, row), 1);
    }

    private RowScores score(float[] features, int rows) {
        var scores = new double[rows];
        var pValues = new double[rows];
        var anomalies = new boolean[rows];
        var surprises = new double[rows][schema.columns().size()];
        int blocks = Math.ceilDiv(rows, BLOCK);
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int from = block * BLOCK;
            scoreBlock(features, from, Math.min(BLOCK, rows - from), surprises);
        });
        for (int row = 0; row < rows; row++) {
            scores[row] = mean(surprises[row]);
            pValues[row] = calibration.rows().survival(scores[row]);
            anomalies[row] = scores[row] >= threshold;
        }
        return new RowScores(scores, pValues, anomalies, surprises);
    }

    private void scoreBlock(float[] features, int from, int count, double[][] surprises) {
        int width = schema.features();
        var rows = Arrays.copyOfRange(features, from * width, (from + count) * width);
        var reconstructions = reconstruct(autoencoder, schema, rows, count);
        var loss = new double[offsets.length];
        for (int row = 0; row < count; row++) {
            losses.of(row(rows, row, width), row(reconstructions, row, width), loss);
            for (int column = 0; column < loss.length; column++) {
                surprises[from + row][column] = surprise(calibration.columns().get(column), loss[column]);
            }
        }
    }

    static float[] row(float[] rows, int row, int width) {
        return Arrays.copyOfRange(rows, row * width, (row + 1) * width);
    }

    /// A cell that is missing though none was in training is as surprising as the worst.
    static double surprise(Tail tail, double loss) {
        return -StrictMath.log(Double.isNaN(loss) ? 1.0 / (tail.count() + 1) : tail.survival(loss));
    }

    static double mean(double[] surprises) {
        double sum = 0;
        for (double surprise : surprises) sum += surprise;
        return sum / surprises.length;
    }

    /// What a network makes of rows.
    ///
    /// @param rows `[row][feature]`, as they are
    static float[] reconstruct(TrainedAutoencoder autoencoder, TableSchema schema, float[] rows, int count) {
        var inputs = Arrays.copyOf(rows, count * schema.features());
        schema.toInputs(inputs, count);
        var reconstructions = new float[inputs.length];
        autoencoder.reconstruct(inputs, reconstructions);
        return reconstructions;
    }

    /// Why a row is unusual: its most surprising cells, each beside what the model expects there when the cell is hidden from it.
    ///
    /// @param cells of each column, in the schema's order
    /// @param row one of them
    /// @param most reasons
    public List<Reason> reasons(List<ColumnValues> cells, int row, int most) {
        var features = encoded(cells, row);
        var surprises = score(features, 1).surprises()[0];
        var columns = IntStream.range(0, surprises.length).boxed()
                .sorted(Comparator.comparingDouble((Integer column) -> -surprises[column]))
                .limit(most)
                .toList();
        var hidden = hidden(features, columns);
        var expected = reconstruct(autoencoder, schema, hidden, columns.size());
        var reasons = new ArrayList<Reason>();
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.get(i);
            var own = Arrays.copyOfRange(expected, i * schema.features(), (i + 1) * schema.features());
            reasons.add(new Reason(schema.columns().get(column).name(), surprises[column],
                    Expectation.compare(schema.columns().get(column), cells.get(column), row, own, offsets[column],
                            calibration.intervals().get(column))));
        }
        return reasons;
    }

    private float[] encoded(List<ColumnValues> cells, int row) {
        var features = new float[schema.features()];
        for (int i = 0; i < offsets.length; i++) {
            schema.columns().get(i).encode(cells.get(i), row, features, offsets[i]);
        }
        return features;
    }

    /// The row once for each column, without that column's cell.
    private float[] hidden(float[] features, List<Integer> columns) {
        int width = features.length;
        var rows = new float[columns.size() * width];
        for (int i = 0; i < columns.size(); i++) {
            System.arraycopy(features, 0, rows, i * width, width);
            hide(schema, offsets, rows, i * width, columns.get(i));
        }
        return rows;
    }

    static void hide(TableSchema schema, int[] offsets, float[] rows, int at, int column) {
        int from = at + offsets[column];
        Arrays.fill(rows, from, from + schema.columns().get(column).features(), Float.NaN);
    }
}
