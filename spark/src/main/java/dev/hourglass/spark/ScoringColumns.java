package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// What a model writes of each row, and under which names; an empty name for what is not wanted.
///
/// @param reasonCount how many reasons an anomaly gets
/// @param threshold the score, or the error of a model without columns, from which on a row is an anomaly; NaN for that of the model
record ScoringColumns(
        String code, String reconstruction, String error, String score, String anomaly, String reasons,
        int reasonCount, double threshold) implements Serializable {

    /// One of the columns.
    enum Output {
        CODE, RECONSTRUCTION, ERROR, SCORE, ANOMALY, REASONS
    }

    String name(Output output) {
        return switch (output) {
            case CODE -> code;
            case RECONSTRUCTION -> reconstruction;
            case ERROR -> error;
            case SCORE -> score;
            case ANOMALY -> anomaly;
            case REASONS -> reasons;
        };
    }

    boolean has(Output output) {
        return !name(output).isEmpty();
    }

    /// Those that are wanted, in the order in which they are written.
    List<Output> outputs() {
        return Arrays.stream(Output.values()).filter(this::has).toList();
    }

    /// The fields of the columns that are wanted.
    ///
    /// @param areVectors whether codes and reconstructions are vectors of Spark ML, as features that are vectors; else arrays of floats
    List<StructField> fields(boolean areVectors) {
        var fields = new ArrayList<StructField>();
        for (var output : outputs()) {
            fields.add(new StructField(name(output), type(output, areVectors), true, Metadata.empty()));
        }
        return fields;
    }

    private static DataType type(Output output, boolean areVectors) {
        return switch (output) {
            case CODE, RECONSTRUCTION -> areVectors
                    ? SQLDataTypes.VectorType()
                    : DataTypes.createArrayType(DataTypes.FloatType, false);
            case ERROR, SCORE -> DataTypes.DoubleType;
            case ANOMALY -> DataTypes.BooleanType;
            case REASONS -> DataTypes.createArrayType(DataTypes.StringType, false);
        };
    }

    /// @throws SpecException if the model cannot write one of the columns
    /// @throws DataException if a name is taken
    void require(ScoringModel model, StructType schema) {
        if (outputs().isEmpty()) {
            throw new SpecException("expected a column to write, found none; set codeCol, errorCol or another");
        }
        if (model.table().isPresent()) {
            refuse(Output.RECONSTRUCTION, "a model of samples, found that of a table");
            refuse(Output.ERROR, "a model of samples, found that of a table; use scoreCol");
        } else {
            refuse(Output.SCORE, "the model of a table, found one of samples; use errorCol");
            refuse(Output.REASONS, "the model of a table, found one of samples");
            if (model.autoencoder().spec().isClassifier()) {
                refuse(Output.RECONSTRUCTION, "a model that reconstructs, found a classifier");
                refuse(Output.ERROR, "a model that reconstructs, found a classifier");
                refuse(Output.ANOMALY, "a model that reconstructs, found a classifier");
            }
            if (has(Output.ANOMALY) && Double.isNaN(threshold)) {
                throw new SpecException(
                        "anomalyCol: expected a threshold, which the model of samples has not, found none; set threshold");
            }
        }
        var names = new ArrayList<>(Arrays.asList(schema.fieldNames()));
        for (var output : outputs()) {
            if (names.contains(name(output))) {
                throw new DataException(String.format(Locale.ROOT,
                        "%s: expected a name of its own, found column '%s' in the data set; choose another or drop it",
                        parameter(output), name(output)));
            }
            names.add(name(output));
        }
    }

    private void refuse(Output output, String expected) {
        if (has(output)) {
            throw new SpecException(parameter(output) + ": expected " + expected);
        }
    }

    private static String parameter(Output output) {
        return output.name().toLowerCase(Locale.ROOT) + "Col";
    }
}
