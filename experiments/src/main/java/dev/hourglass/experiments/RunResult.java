package dev.hourglass.experiments;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.evaluation.TestEvaluation;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.train.TrainingResult;

/// A training that is done: what it was, what came of it and where that is kept.
///
/// @param name what reports call it
/// @param data what it was trained and evaluated on
/// @param training how it went; its model lacks the provenance that `model` has
/// @param model as it is in the folder's model file
public record RunResult(
        String name,
        Experiment experiment,
        DataSource data,
        RunFolder folder,
        TrainingResult training,
        TrainedAutoencoder model,
        TestEvaluation evaluation) {}
