package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Confusion;
import dev.hourglass.spec.SpecException;
import java.util.Arrays;
import java.util.List;

/// A model that predicts classes: an encoder with a softmax head. Immutable; every method may be called from many threads at
/// once.
public final class Classifier {
    private final TrainedAutoencoder model;

    private Classifier(TrainedAutoencoder model) {
        this.model = model;
    }

    /// A model as what it is.
    ///
    /// @throws SpecException if it is an autoencoder
    public static Classifier of(TrainedAutoencoder model) {
        if (!model.spec().isClassifier()) {
            throw new SpecException("the model is not a classifier; train a classifier on it by fine-tuning");
        }
        return new Classifier(model);
    }

    /// The model, to save or to look at; its codes are what the encoder gives, as of any model.
    public TrainedAutoencoder model() {
        return model;
    }

    public int classes() {
        return model.spec().outputs().classes();
    }

    /// The names of the classes 0, 1 and so on: those of the samples it was trained on.
    public List<String> classNames() {
        return model.classNames();
    }

    /// How probable each class is, `[sample][class]`; those of a sample add up to 1.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public float[][] probabilities(Dataset data) {
        return model.outputs(data);
    }

    /// The most probable class of each sample; of several, the first.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public int[] classify(Dataset data) {
        return mostProbable(probabilities(data));
    }

    /// The most probable class of each sample; of several, the first.
    ///
    /// @param probabilities `[sample][class]`
    public static int[] mostProbable(float[][] probabilities) {
        return Arrays.stream(probabilities).mapToInt(Classifier::mostProbable).toArray();
    }

    private static int mostProbable(float[] probabilities) {
        int best = 0;
        for (int c = 1; c < probabilities.length; c++) {
            if (probabilities[c] > probabilities[best]) {
                best = c;
            }
        }
        return best;
    }

    /// Loss and accuracy on samples, whose classes are matched with the model's by name.
    ///
    /// @param seed of the noise, where the spec has a corruption
    /// @throws DataException if the samples have no labels, or some that the model does not know
    public ClassifierEvaluation evaluate(Dataset data, long seed) {
        return ModelEvaluator.classifier(model, data, seed);
    }

    /// The confusion matrix of samples, whose classes are matched with the model's by name.
    ///
    /// @throws DataException if the samples have no labels, or some that the model does not know
    public Confusion confusion(Dataset data) {
        var known = model.withOwnClasses(data);
        return Confusion.of(classify(known), known.labels().orElseThrow(), classes());
    }
}
