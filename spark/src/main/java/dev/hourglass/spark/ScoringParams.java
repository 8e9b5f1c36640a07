package dev.hourglass.spark;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/// What a model reads and writes of each row: parameters of the model, and of the estimator that makes it. A column is off where its
/// name is empty.
///
/// @param <S> the stage that has them
public interface ScoringParams<S> extends Params {
    /// The parameters themselves.
    ScoringParamSet scoringParams();

    /// This stage.
    S self();

    /// The column with the features of a sample.
    default Param<String> inputCol() {
        return scoringParams().inputCol();
    }

    /// The column for codes: vectors where the features are, else `array<float>`.
    default Param<String> codeCol() {
        return scoringParams().codeCol();
    }

    /// The column for reconstructions: vectors where the features are, else `array<float>`.
    default Param<String> reconstructionCol() {
        return scoringParams().reconstructionCol();
    }

    /// The column for the mean squared difference between sample and reconstruction.
    default Param<String> errorCol() {
        return scoringParams().errorCol();
    }

    /// The column for the score of a table's row.
    default Param<String> scoreCol() {
        return scoringParams().scoreCol();
    }

    /// The column for whether score or error reach the threshold.
    default Param<String> anomalyCol() {
        return scoringParams().anomalyCol();
    }

    /// The column for the reasons of a table's anomalies: `array<string>`, null for other rows.
    default Param<String> reasonsCol() {
        return scoringParams().reasonsCol();
    }

    /// How many reasons an anomaly gets.
    default IntParam reasonCount() {
        return scoringParams().reasonCount();
    }

    /// The score or error from which on a row is an anomaly.
    default DoubleParam threshold() {
        return scoringParams().threshold();
    }

    /// What becomes of rows that cannot be read.
    default Param<String> handleInvalid() {
        return scoringParams().handleInvalid();
    }

    default S setInputCol(String name) {
        set(inputCol(), name);
        return self();
    }

    default S setCodeCol(String name) {
        set(codeCol(), name);
        return self();
    }

    default S setReconstructionCol(String name) {
        set(reconstructionCol(), name);
        return self();
    }

    default S setErrorCol(String name) {
        set(errorCol(), name);
        return self();
    }

    default S setScoreCol(String name) {
        set(scoreCol(), name);
        return self();
    }

    default S setAnomalyCol(String name) {
        set(anomalyCol(), name);
        return self();
    }

    default S setReasonsCol(String name) {
        set(reasonsCol(), name);
        return self();
    }

    default S setReasonCount(int count) {
        set(reasonCount(), count);
        return self();
    }

    default S setThreshold(double score) {
        set(threshold(), score);
        return self();
    }

    /// @param word `error`, `skip` or `keep`
    default S setHandleInvalid(String word) {
        set(handleInvalid(), word);
        return self();
    }
}
