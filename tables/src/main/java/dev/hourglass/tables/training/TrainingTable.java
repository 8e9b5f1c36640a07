package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.data.HeldOutSamples;
import dev.hourglass.table.ColumnFitter;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.EncodedTableFile;
import dev.hourglass.table.TableSchema;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TablePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// All rows of a table, as features of columns that are fitted to them, in a file that is mapped into memory. What is kept in memory
/// itself is a few bytes of each row.
public final class TrainingTable implements AutoCloseable {
    private final EncodedTableFile file;
    private final EncodedTable rows;
    private final HeldOutSamples samples;
    private final Optional<AnomalyLabels> anomalies;

    private TrainingTable(EncodedTableFile file, EncodedTable rows, HeldOutSamples samples,
            Optional<AnomalyLabels> anomalies) {
        this.file = file;
        this.rows = rows;
        this.samples = samples;
        this.anomalies = anomalies;
    }

    /// Reads a table twice: to fit its columns, and to encode its rows.
    ///
    /// @param file to encode them into; removed with this
    /// @throws DataException if a cell cannot be read, a column has nothing to learn from, labels are not of two kinds, or there is no
    ///     room for the file
    public static TrainingTable read(Table table, TablePlan plan, Path file) {
        return encode(table, fit(table, plan), plan.inputs(), plan.id(), plan.label(), file);
    }

    private static TableSchema fit(Table table, TablePlan plan) {
        var fitters = plan.inputs().stream().map(ColumnFitter::of).toList();
        try (var reader = table.read(plan.inputs(), Optional.empty(), Optional.empty())) {
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
    /// @param id the column by whose cells rows are held out; empty where that is done by their features
    /// @param file to encode them into; removed with this
    /// @throws DataException as [#read]
    public static TrainingTable encode(Table table, TableSchema schema, List<ColumnSpec> columns, Optional<String> id,
            Optional<String> label, Path file) {
        var encoded = EncodedTableFile.create(file, schema);
        try {
            return encode(table, columns, id, label, schema, encoded);
        } catch (RuntimeException e) {
            encoded.close();
            throw e;
        }
    }

    private static TrainingTable encode(Table table, List<ColumnSpec> columns, Optional<String> id,
            Optional<String> label, TableSchema schema, EncodedTableFile file) {
        var samples = new HeldOutSamples(table.name());
        var labels = new AnomalyLabels.Collector();
        try (var reader = table.read(columns, id, label)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var chunk = next.get();
                var features = new float[chunk.rows() * schema.features()];
                schema.encode(chunk.cells(), chunk.rows(), features);
                file.append(features, chunk.rows());
                chunk.ids().ifPresent(ids -> addNames(chunk, ids, samples));
                chunk.labels().ifPresent(texts -> labels.add(texts.values()));
            }
        }
        var rows = file.table(table.name());
        if (id.isEmpty()) {
            addFeatures(rows, samples);
        }
        return new TrainingTable(file, rows, samples, label.map(_ -> labels.labels()));
    }

    /// A row without a cell there is named by its number.
    private static void addNames(TableChunk chunk, ColumnValues.Texts ids, HeldOutSamples samples) {
        for (int row = 0; row < chunk.rows(); row++) {
            samples.add(Objects.requireNonNullElse(ids.values()[row], Long.toString(chunk.firstRow() + row)));
        }
    }

    private static void addFeatures(EncodedTable rows, HeldOutSamples samples) {
        var all = rows.samples();
        var features = new float[all.shape().size()];
        for (int row = 0; row < all.size(); row++) {
            all.read(row, 0, features.length, features, 0, 1);
            samples.add(features);
        }
    }

    public EncodedTable rows() {
        return rows;
    }

    /// Which rows are held out to calibrate with: their numbers, counted from 0, rising.
    ///
    /// @throws DataException if there are fewer than 2 rows
    public int[] heldOut() {
        return numbers(true);
    }

    /// All others.
    ///
    /// @throws DataException as [#heldOut]
    public int[] notHeldOut() {
        return numbers(false);
    }

    private int[] numbers(boolean areHeldOut) {
        var isHeldOut = samples.isHeldOut();
        return IntStream.range(0, isHeldOut.length).filter(row -> isHeldOut[row] == areHeldOut).toArray();
    }

    /// Which rows are anomalies, by their labels; empty where no column has any.
    public Optional<AnomalyLabels> anomalies() {
        return anomalies;
    }

    @Override
    public void close() {
        file.close();
    }
}
