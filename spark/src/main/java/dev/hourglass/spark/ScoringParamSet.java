package dev.hourglass.spark;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.Identifiable;

/// The parameters of [ScoringParams].
///
/// @param reasonCount how many reasons an anomaly gets
/// @param threshold the score or error from which on a row is an anomaly; the model's own if it is not set
/// @param handleInvalid what becomes of rows that cannot be read
public record ScoringParamSet(
        Param<String> inputCol, Param<String> codeCol, Param<String> reconstructionCol, Param<String> errorCol,
        Param<String> scoreCol, Param<String> anomalyCol, Param<String> reasonsCol, IntParam reasonCount,
        DoubleParam threshold, Param<String> handleInvalid) implements Serializable {

    /// @param stage that has a `uid` already
    static ScoringParamSet of(Identifiable stage) {
        return new ScoringParamSet(
                new Param<>(stage, "inputCol", "column with the features of a sample; not for models of tables"),
                new Param<>(stage, "codeCol", "column for codes; off if empty"),
                new Param<>(stage, "reconstructionCol", "column for reconstructions; off if empty"),
                new Param<>(stage, "errorCol",
                        "column for the mean squared difference between sample and reconstruction; off if empty"),
                new Param<>(stage, "scoreCol", "column for the score of a table's row; off if empty"),
                new Param<>(stage, "anomalyCol",
                        "column for whether score or error reach the threshold; off if empty"),
                new Param<>(stage, "reasonsCol",
                        "column for the reasons of anomalies in a table, else null; off if empty"),
                new IntParam(stage, "reasonCount", "reasons of an anomaly", ParamValidators.gtEq(1)),
                new DoubleParam(stage, "threshold",
                        "score or error from which on a row is an anomaly; the model's own if not set"),
                new Param<>(stage, "handleInvalid",
                        "what becomes of rows that cannot be read: error, skip (leave them out) or keep (with nulls)",
                        ParamValidators.inArray(InvalidRows.words())));
    }
}
