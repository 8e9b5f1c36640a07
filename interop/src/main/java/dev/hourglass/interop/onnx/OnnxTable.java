package dev.hourglass.interop.onnx;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.json.Json;
import dev.hourglass.model.TableModel;
import dev.hourglass.table.ColumnValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The model of a table as an ONNX graph, which scores the table's own cells as [TableModel#score] does, for any number of rows.
///
/// Each column is an input, `[batch, 1]`, of its name: numbers of 64 bits, NaN where missing, or texts, empty where missing. Timestamps
/// are seconds since 1970-01-01T00:00Z, booleans 0 and 1. A column that is called like something else in the graph has `column_` before
/// its name; `columns` in the metadata has input, column and type of each.
///
/// | output | type | shape |
/// | --- | --- | --- |
/// | `reconstruction` | float | `[batch, features]` |
/// | `code` | float | `[batch, code]` |
/// | `surprise` | double | `[batch, columns]` |
/// | `distance`, `score`, `p_value` | double | `[batch, 1]` |
/// | `anomaly` | bool | `[batch, 1]` |
///
/// Losses become surprises in steps, so a runtime that sums in another order may find a row at the other side of one, where a loss is
/// as good as equal to one of calibration. A loss that differs from one of calibration by no more than rounding is therefore taken to be
/// that one.
///
/// Immutable.
public final class OnnxTable implements OnnxExport {
    /// In the graph, or of no use without Hourglass.
    private static final Set<String> LEFT_OUT = Set.of("table.calibration", "table.reference");

    private final TableModel model;
    private final TableInputs inputs;
    private final byte[] bytes;

    private OnnxTable(TableModel model, TableInputs inputs, byte[] bytes) {
        this.model = model;
        this.inputs = inputs;
        this.bytes = bytes;
    }

    /// @throws OnnxException naming the column that an ONNX graph cannot read, or if the model is too large for an ONNX file
    public static OnnxTable of(TableModel model) {
        OnnxFile.requireFits(model.autoencoder());
        var inputs = TableInputs.of(model.schema());
        return new OnnxTable(model, inputs, OnnxFile.bytes(TableGraph.of(model, inputs), metadata(model, inputs)));
    }

    private static Map<String, String> metadata(TableModel model, TableInputs inputs) {
        var metadata = OnnxFile.metadata(model.autoencoder(), "table");
        metadata.keySet().removeAll(LEFT_OUT);
        metadata.put("columns", Json.write(inputs.toTree()));
        return metadata;
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Runs the graph in ONNX Runtime beside the model, on random rows, missing cells, unknown categories and extreme numbers among them.
    /// Where a number of the graph is within rounding of a step, both sides of the step are right.
    @Override
    public OnnxCheck check() {
        return RuntimeCheck.compare(() -> TableComparison.largestDistance(model, inputs, bytes));
    }

    /// Runs the graph in ONNX Runtime beside the model on rows of a table, and compares their distances, scores, p-values and which of
    /// them are anomalies.
    ///
    /// @param cells of each column, in the schema's order
    /// @throws OnnxException if ONNX Runtime cannot run the graph, or a score is more than 0.00001 off (relative above 1)
    /// @throws DataException if the cells are not those of the columns
    public OnnxCheck check(List<ColumnValues> cells, int rows) {
        return RuntimeCheck.compare(() -> TableComparison.largestDistance(model, inputs, bytes, cells, rows));
    }

    @Override
    public void save(Path file) {
        OnnxFile.write(bytes, file);
    }
}
