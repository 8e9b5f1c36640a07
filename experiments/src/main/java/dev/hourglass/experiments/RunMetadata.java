package dev.hourglass.experiments;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.evaluation.TestEvaluation;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a model file stores about where the model comes from, beside what training itself stores.
///
/// Nothing in it changes from one run to the next of the same spec, data and seed: the files are equal byte for byte.
public final class RunMetadata {
    private static final String NAME = "name";
    private static final String DATA = "data";
    private static final String DATA_SHAPE = "data.shape";
    /// Of the training part of the data as it was, with what validation held out of it and what had no labels.
    private static final String TRAINING_SAMPLES = "data.training_part.samples";
    private static final String TRAINING_FINGERPRINT = "data.training_part.fingerprint";
    private static final String PREPROCESSING = "preprocessing";
    private static final String EPOCHS = "epochs";
    private static final String PRETRAINED = "pretrained.sha256";
    private static final String LABELS = "labels";
    private static final String TEST = "test.";

    private RunMetadata() {}

    /// The metadata of a model that was trained on data.
    ///
    /// @param epochs that were done
    public static Map<String, String> of(String name, DataSource data, int epochs) {
        var notes = of(name, data);
        notes.put(EPOCHS, Integer.toString(epochs));
        return notes;
    }

    static Map<String, String> of(String name, DataSource data) {
        var notes = new LinkedHashMap<String, String>();
        notes.put(NAME, name);
        notes.put(DATA, data.name());
        var train = data.split().train();
        notes.put(DATA_SHAPE, train.shape().toString());
        if (!data.isBuiltIn()) {
            notes.put(TRAINING_SAMPLES, Integer.toString(train.size()));
            notes.put(TRAINING_FINGERPRINT, train.fingerprint());
        }
        data.preprocessing().ifPresent(done -> notes.put(PREPROCESSING, done));
        return notes;
    }

    /// The metadata of a model that was not trained here.
    public static Map<String, String> of(String name) {
        return Map.of(NAME, name);
    }

    /// Further metadata of a classifier.
    ///
    /// @param labels that it learnt from
    static Map<String, String> of(TrainedAutoencoder pretrained, int labels, double accuracy) {
        var notes = new LinkedHashMap<String, String>();
        notes.put(PRETRAINED, pretrained.weightsSha256());
        notes.put(LABELS, Integer.toString(labels));
        notes.put(TEST + "accuracy", Double.toString(accuracy));
        return notes;
    }

    static Map<String, String> of(TestEvaluation evaluation) {
        var notes = new LinkedHashMap<String, String>();
        evaluation.metrics().forEach((metric, value) -> notes.put(TEST + metric, value.toString()));
        return notes;
    }

    /// What a model is called, if its file has it.
    public static Optional<String> name(TrainedAutoencoder model) {
        return Optional.ofNullable(model.metadata().get(NAME));
    }

    /// The data a model was trained on, as [DataSource#open] takes them.
    public static Optional<String> data(TrainedAutoencoder model) {
        return Optional.ofNullable(model.metadata().get(DATA)).filter(data -> !data.isEmpty());
    }

    /// The training part of some data as it was when a model was trained.
    ///
    /// @param fingerprint of all its samples
    record TrainingPart(int samples, String fingerprint) {}

    /// What a model stores of the training part of its data; of data that come with the program nothing.
    static Optional<TrainingPart> trainingPart(TrainedAutoencoder model) {
        return number(model, TRAINING_SAMPLES).flatMap(samples -> Optional
                .ofNullable(model.metadata().get(TRAINING_FINGERPRINT))
                .map(fingerprint -> new TrainingPart(samples, fingerprint)));
    }

    /// Epochs a model was trained for.
    public static Optional<Integer> epochs(TrainedAutoencoder model) {
        return number(model, EPOCHS);
    }

    private static Optional<Integer> number(TrainedAutoencoder model, String note) {
        return Optional.ofNullable(model.metadata().get(note)).filter(n -> n.matches("\\d{1,9}"))
                .map(Integer::valueOf);
    }

    /// The shape of the samples a model was trained on; the model's own input shape where the file does not say. They
    /// differ for a model that takes pictures as flat samples.
    public static Shape dataShape(TrainedAutoencoder model) {
        return Optional.ofNullable(model.metadata().get(DATA_SHAPE))
                .filter(text -> text.matches("\\[\\d{1,9}(, \\d{1,9})*]"))
                .map(text -> text.substring(1, text.length() - 1).split(", "))
                .map(dims -> Shape.of(Arrays.stream(dims).mapToInt(Integer::parseInt).toArray()))
                .orElse(model.spec().input());
    }
}
