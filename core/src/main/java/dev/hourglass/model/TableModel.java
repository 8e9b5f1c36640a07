package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.data.DataException;
import dev.hourglass.drift.DriftMeter;
import dev.hourglass.drift.TableReference;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An autoencoder of a table's rows with all that is needed to score others: the columns, how high losses usually are, and from which
/// score on a row is an anomaly. Immutable; every method may be called from many threads at once, and gives the same bits from any
/// of them.
///
/// Two things make a row unusual. Its cells do not fit together: the loss of each column becomes a surprise, `-log p`, where p is the
/// share of training rows whose loss in that column was as high, so that no column drowns the others, and the row has the mean of its
/// cells'. Or it is unlike other rows as a whole: how far it lies from training rows, both as the autoencoder reconstructs them
/// ([dev.hourglass.metric.NeighbourDistance]). Each becomes a p-value among training rows, and the score of the row is the mean of
/// their surprises: half of Fisher's statistic (1925).
public final class TableModel implements TabularModel {
    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final TableCalibration calibration;
    private final double threshold;
    private final Optional<TableReference> reference;
    private final Optional<SynthesisCalibration> synthesis;
    private final RowMeasures measures;
    private final int[] offsets;

    private TableModel(
            TrainedAutoencoder autoencoder, TableSchema schema, TableCalibration calibration, double threshold,
            Optional<TableReference> reference, Optional<SynthesisCalibration> synthesis) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.calibration = calibration;
        this.threshold = threshold;
        this.reference = reference;
        this.synthesis = synthesis;
        this.measures = new RowMeasures(autoencoder, schema, calibration.columns(), calibration.references());
        this.offsets = schema.offsets();
    }

    /// Reads a model file.
    ///
    /// @throws ModelFileException if the file is missing, damaged or not a model
    /// @throws SpecException if it is not the model of a table
    public static TableModel load(Path file) {
        return of(TrainedAutoencoder.load(file)).orElseThrow(() -> TableMetadata.none(file));
    }

    /// The model of a table, if that is what an autoencoder was stored as.
    ///
    /// @throws SpecException if what is stored does not fit together, or is a [WindowModel]
    public static Optional<TableModel> of(TrainedAutoencoder autoencoder) {
        var metadata = autoencoder.metadata();
        var stored = metadata.get(TableMetadata.SCHEMA);
        if (stored == null) {
            return Optional.empty();
        }
        if (metadata.containsKey(TableMetadata.WINDOW)) {
            throw new SpecException(
                    "expected the model of a table's rows, found one of windows over time, which score, explain, threshold, evaluate, encode, fill and drift take; train one without window in its table");
        }
        var schema = SchemaJson.read(stored);
        var calibration = TableCalibration.parse(TableMetadata.required(metadata, TableMetadata.CALIBRATION));
        requireFit(autoencoder, schema, calibration.columns().size());
        var reference = Optional.ofNullable(metadata.get(TableMetadata.REFERENCE)).map(TableReference::parse);
        reference.ifPresent(columns -> columns.requireFit(schema));
        var synthesis = Optional.ofNullable(metadata.get(TableMetadata.SYNTHESIS)).map(SynthesisCalibration::parse);
        synthesis.ifPresent(cells -> cells.requireFit(schema, autoencoder.spec().codeShape().size()));
        return Optional.of(new TableModel(
                autoencoder, schema, calibration, TableMetadata.threshold(metadata), reference, synthesis));
    }

    /// A model that is calibrated by rows.
    ///
    /// @param autoencoder trained on rows of this schema
    /// @param training rows that it was trained on, at least one: what a column's loss usually is; of more than 2^22 cells, rows at equal
    ///     distances stand for all
    /// @param usual those of them with which others are compared, at least one: best without the most unusual
    /// @param heldOut rows that it was not trained on, at least one: what a row's score usually is
    public static TableModel calibrated(
            TrainedAutoencoder autoencoder, EncodedTable training, EncodedTable usual, EncodedTable heldOut) {
        var schema = training.schema();
        requireFit(autoencoder, schema, schema.columns().size());
        var calibration = new Calibrator(autoencoder, schema, 1).calibrate(training, usual, heldOut);
        var synthesis = autoencoder.spec().latent() instanceof GaussianLatent
                ? Optional.of(SynthesisFitter.fit(VariationalModel.of(autoencoder), training))
                : Optional.<SynthesisCalibration>empty();
        return new TableModel(autoencoder, schema, calibration, calibration.rows().quantile(TableMetadata.FALSE_ALARMS),
                Optional.of(TableReference.of(training, heldOut)), synthesis);
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

    @Override
    public TrainedAutoencoder autoencoder() {
        // In one order, so that equal models are equal files.
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(TableMetadata.SCHEMA, SchemaJson.write(schema));
        metadata.put(TableMetadata.CALIBRATION, calibration.json());
        metadata.put(TableMetadata.THRESHOLD, Double.toString(threshold));
        reference.ifPresent(columns -> metadata.put(TableMetadata.REFERENCE, columns.json()));
        synthesis.ifPresent(cells -> metadata.put(TableMetadata.SYNTHESIS, cells.json()));
        return autoencoder.withMetadata(metadata);
    }

    /// The same with more or other metadata of the autoencoder.
    public TableModel withMetadata(Map<String, String> more) {
        return new TableModel(autoencoder.withMetadata(more), schema, calibration, threshold, reference, synthesis);
    }

    @Override
    public TableSchema schema() {
        return schema;
    }

    @Override
    public double threshold() {
        return threshold;
    }

    @Override
    public TableModel withThreshold(double score) {
        return new TableModel(autoencoder, schema, calibration, score, reference, synthesis);
    }

    @Override
    public Tail calibration() {
        return calibration.rows();
    }

    /// What scores are computed from, for other runtimes.
    public ScoringParts scoringParts() {
        var references = calibration.references();
        return new ScoringParts(calibration.columns(), autoencoder.decode(references.codes()),
                Math.min(references.neighbours(), references.codes().length), calibration.cells(),
                calibration.distances());
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

    /// The score of each row, in less time than [#score(List, int)] takes. Its p-value is the [Tail#survival] of [#calibration] there, and
    /// it is an anomaly from [#threshold] on.
    ///
    /// @param cells of each column, in the schema's order
    /// @throws DataException if the cells are not those of the columns
    public double[] scores(List<ColumnValues> cells, int rows) {
        var features = new float[Math.multiplyExact(rows, schema.features())];
        schema.encode(cells, rows, features);
        return measures.ofRows(features, rows).scores(calibration.cells(), calibration.distances());
    }

    /// The score of each row of a table, in memory that does not grow with the number of columns.
    public double[] scores(EncodedTable table) {
        return measures.of(table).scores(calibration.cells(), calibration.distances());
    }

    /// How much of each column the reconstructions of rows have: one less the loss, divided by the loss of the best constant. 1 is all,
    /// 0 what a model has that ignores every cell, less than 0 is worse than that.
    ///
    /// @param table rows that the model was not trained on
    /// @return one for each column; NaN where its cells do not vary over these rows
    public double[] explained(EncodedTable table) {
        return new ExplainedShares(autoencoder, table, 1).shares();
    }

    /// Scores one row.
    ///
    /// @param row column name to cell: a number, a text, a boolean, a date or time of `java.time`, or null where it is missing;
    ///     others are passed over
    /// @throws DataException if a column is missing, or a cell is not of its type
    public RowScores score(Map<String, ?> row) {
        return score(RowValues.of(schema, row), 1);
    }

    /// Compares rows with those of training, which the model file holds the distributions of.
    ///
    /// @throws SpecException if it holds none, as those of earlier versions
    public DriftMeter driftMeter() {
        return new DriftMeter(schema, reference.orElseThrow(() -> new SpecException(
                "the model of a table: expected the distributions of its training rows (table.reference), found none; train it again")),
                calibration.rows(), threshold);
    }

    /// The codes of rows: features for another model, or coordinates to plot.
    ///
    /// @param cells of each column, in the schema's order
    /// @return `[row][code]`
    /// @throws DataException if the cells are not those of the columns
    public float[][] encode(List<ColumnValues> cells, int rows) {
        var features = new float[Math.multiplyExact(rows, schema.features())];
        schema.encode(cells, rows, features);
        schema.toInputs(features, rows);
        int code = autoencoder.spec().codeShape().size();
        var codes = new float[Math.multiplyExact(rows, code)];
        autoencoder.encode(features, codes);
        var byRow = new float[rows][];
        for (int row = 0; row < rows; row++) byRow[row] = Arrays.copyOfRange(codes, row * code, (row + 1) * code);
        return byRow;
    }

    /// What the model has learnt of each level of a category.
    ///
    /// @param column its name
    /// @throws SpecException if the model reads no such column, or its encoder does not begin with a dense layer
    public LevelEmbeddings embeddings(String column) {
        return LevelEmbeddings.of(autoencoder, schema, column);
    }

    /// Predicts missing cells from the rest of their rows: of categories the most probable level, of numbers and timestamps the expectation on
    /// the column's scale.
    ///
    /// @param cells of each column, in the schema's order
    /// @throws DataException if the cells are not those of the columns
    public FilledCells fill(List<ColumnValues> cells, int rows) {
        var features = new float[Math.multiplyExact(rows, schema.features())];
        schema.encode(cells, rows, features);
        return new CellFiller(schema, calibration.intervals()).fill(cells, rows,
                new HiddenRowCells(autoencoder, schema, features));
    }

    /// Draws rows that are distributed like those of training. A row is a function of the seed and its number alone.
    ///
    /// A code comes from a mixture of normal distributions, fitted to codes of training rows, and each cell from what the decoder
    /// makes of it: a category by its probabilities, a number around the decoded one, within the range of training and with as many decimals.
    /// Cells are missing, and levels occur, as often as in training; rare ones are called `other`.
    ///
    /// @param first the number of the first row, counted from 0
    /// @return the cells of each column, in the schema's order
    /// @throws SpecException if the model is not variational, or of a version that could not do this
    public List<ColumnValues> synthesize(long first, int rows, long seed) {
        if (!(autoencoder.spec().latent() instanceof GaussianLatent)) {
            throw new SpecException(
                    "the model is not variational: it has no distribution to draw rows from; train one with --set model.autoencoder=variational");
        }
        return new RowGenerator(autoencoder, schema, synthesis.orElseThrow(() -> new SpecException(
                "the model of a table: expected the distributions of its cells (table.synthesis), found none; train it again")))
                .rows(first, rows, seed);
    }

    private RowScores score(float[] features, int rows) {
        var measured = measures.of(features, rows);
        var scores = measured.scores(calibration.cells(), calibration.distances());
        var pValues = new double[rows];
        var anomalies = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            pValues[row] = calibration.rows().survival(scores[row]);
            anomalies[row] = scores[row] >= threshold;
        }
        return new RowScores(scores, pValues, anomalies, measured.cells(), measured.distances());
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
        return reasons(cells, new int[] {row}, most).getFirst();
    }

    /// Likewise of several rows, faster than one after the other.
    ///
    /// @param rows some of them
    /// @return of each in turn
    public List<List<Reason>> reasons(List<ColumnValues> cells, int[] rows, int most) {
        if (rows.length == 0) {
            return List.of();
        }
        var features = encode(cells, rows);
        return reasons(cells, rows, features, score(features, rows.length).surprises(), most);
    }

    /// Likewise of rows that were scored.
    ///
    /// @param scores of all rows, as [#score(List, int)] gives them
    public List<List<Reason>> reasons(List<ColumnValues> cells, RowScores scores, int[] rows, int most) {
        if (rows.length == 0) {
            return List.of();
        }
        var surprises = Arrays.stream(rows).mapToObj(row -> scores.surprises()[row]).toArray(double[][]::new);
        return reasons(cells, rows, encode(cells, rows), surprises, most);
    }

    /// @param features `[row][feature]` of these rows
    /// @param surprises `[row][column]`, likewise
    private List<List<Reason>> reasons(
            List<ColumnValues> cells, int[] rows, float[] features, double[][] surprises, int most) {
        int width = schema.features();
        var columns = Arrays.stream(surprises).map(row -> highest(row, most)).toList();
        int each = Math.min(most, offsets.length);
        var expected = reconstruct(autoencoder, schema, hidden(features, columns, each), rows.length * each);
        var reasons = new ArrayList<List<Reason>>();
        for (int i = 0; i < rows.length; i++) {
            var own = new ArrayList<Reason>();
            for (int k = 0; k < each; k++) {
                int column = columns.get(i)[k];
                own.add(new Reason(schema.columns().get(column).name(), surprises[i][column],
                        Expectation.compare(schema.columns().get(column), cells.get(column), rows[i], expected,
                                (i * each + k) * width + offsets[column], calibration.intervals().get(column))));
            }
            reasons.add(own);
        }
        return reasons;
    }

    /// The columns of the highest surprises, the highest first; of equal ones the first column.
    static int[] highest(double[] surprises, int most) {
        var highest = new int[Math.min(most, surprises.length)];
        for (int column = 0; column < surprises.length; column++) {
            int at = Math.min(column, highest.length);
            for (; at > 0 && Double.compare(-surprises[column], -surprises[highest[at - 1]]) < 0; at--) {
                if (at < highest.length) {
                    highest[at] = highest[at - 1];
                }
            }
            if (at < highest.length) {
                highest[at] = column;
            }
        }
        return highest;
    }

    /// `[row][feature]` of some rows.
    private float[] encode(List<ColumnValues> cells, int[] rows) {
        int width = schema.features();
        var features = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) encode(cells, rows[i], features, i * width);
        return features;
    }

    private void encode(List<ColumnValues> cells, int row, float[] features, int at) {
        for (int i = 0; i < offsets.length; i++) {
            schema.columns().get(i).encode(cells.get(i), row, features, at + offsets[i]);
        }
    }

    /// Each row once for each of its columns, without that column's cell.
    private float[] hidden(float[] features, List<int[]> columns, int each) {
        int width = schema.features();
        var rows = new float[Math.multiplyExact(columns.size() * each, width)];
        for (int i = 0; i < columns.size(); i++) {
            for (int k = 0; k < each; k++) {
                int at = (i * each + k) * width;
                System.arraycopy(features, i * width, rows, at, width);
                hide(schema, offsets, rows, at, columns.get(i)[k]);
            }
        }
        return rows;
    }

    static void hide(TableSchema schema, int[] offsets, float[] rows, int at, int column) {
        int from = at + offsets[column];
        Arrays.fill(rows, from, from + schema.columns().get(column).features(), Float.NaN);
    }
}
