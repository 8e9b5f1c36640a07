package dev.hourglass.spark;

import dev.hourglass.metric.Fidelity;
import dev.hourglass.spark.ScoringColumns.Output;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;

/// Rows whose features stand in one column.
final class FeatureBlock implements RowBlock {
    private final ScoringModel model;
    private final FeatureColumn column;
    private final ScoringColumns columns;
    private final boolean allowsMissing;
    private final int size;
    private final float[] features;
    private final float[] codes;
    private final float[] reconstructions;
    private int rows;

    FeatureBlock(ScoringModel model, FeatureColumn column, ScoringColumns columns) {
        this.model = model;
        this.column = column;
        this.columns = columns;
        this.allowsMissing = model.allowsMissing();
        this.size = model.features();
        this.features = new float[ROWS * size];
        this.codes = new float[ROWS * model.autoencoder().spec().codeShape().size()];
        this.reconstructions = new float[model.autoencoder().spec().isClassifier() ? 0 : ROWS * size];
    }

    @Override
    public Optional<String> add(InternalRow row) {
        var problem = column.read(row, features, rows * size, size, allowsMissing);
        if (problem.isEmpty()) {
            rows++;
        }
        return problem;
    }

    @Override
    public Object[][] score() {
        var outputs = columns.outputs();
        var values = new Object[rows][outputs.size()];
        if (rows > 0) {
            fill(values);
        }
        rows = 0;
        return values;
    }

    private void fill(Object[][] values) {
        var outputs = columns.outputs();
        boolean hasErrors = outputs.contains(Output.ERROR) || outputs.contains(Output.ANOMALY);
        if (outputs.contains(Output.CODE)) {
            model.autoencoder().encode(samples(), FloatBuffer.wrap(codes));
        }
        if (hasErrors || outputs.contains(Output.RECONSTRUCTION)) {
            model.autoencoder().reconstruct(samples(), FloatBuffer.wrap(reconstructions));
        }
        var errors = hasErrors ? errors() : new double[0];
        for (int row = 0; row < values.length; row++) {
            for (int i = 0; i < outputs.size(); i++) {
                values[row][i] = switch (outputs.get(i)) {
                    case CODE -> numbers(codes, row, codes.length / ROWS);
                    case RECONSTRUCTION -> numbers(reconstructions, row, size);
                    case ERROR -> errors[row];
                    case ANOMALY -> errors[row] >= columns.threshold();
                    case SCORE, REASONS -> throw new IllegalStateException("only a table has scores and reasons");
                };
            }
        }
    }

    private FloatBuffer samples() {
        return FloatBuffer.wrap(features, 0, rows * size);
    }

    private double[] errors() {
        return Fidelity.squaredErrors(
                rows == ROWS ? features : Arrays.copyOf(features, rows * size), reconstructions, size);
    }

    /// Some numbers of a row as Spark has them.
    private Object numbers(float[] all, int row, int count) {
        var values = Arrays.copyOfRange(all, row * count, (row + 1) * count);
        return column.kind() == FeatureKind.VECTOR ? vector(values) : UnsafeArrayData.fromPrimitiveArray(values);
    }

    private static InternalRow vector(float[] values) {
        var wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return new VectorUDT().serialize(Vectors.dense(wide));
    }
}
