package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import java.util.stream.IntStream;

/// Whether samples can be fed to a model.
public final class DataFit {
    /// Colours with transparency.
    private static final int MOST_CHANNELS = 4;

    private DataFit() {}

    /// Refuses samples whose labels a conditional model cannot take.
    ///
    /// @throws DataException saying what was expected and found
    public static void requireLabels(Autoencoder spec, Dataset data) {
        int classes = spec.latent().classes();
        if (classes > 0) {
            requireLabels(
                    data, classes, "because the model is conditioned on %d classes".formatted(classes),
                    "or a model without classes");
        }
    }

    /// Refuses samples without the labels that a classifier is to learn, or is judged by.
    ///
    /// @throws DataException saying what was expected and found
    public static void requireTargets(Autoencoder spec, Dataset data) {
        int classes = spec.loss().classes();
        if (classes > 0) {
            requireLabels(
                    data, classes, "because the model tells %d classes apart".formatted(classes),
                    "as a folder of pictures with a subfolder for each class");
        }
    }

    private static void requireLabels(Dataset data, int classes, String why, String remedy) {
        var labels = data.labels().orElseThrow(() -> new DataException(
                "%s: expected a label for each sample, %s, found none; take data with labels, %s"
                        .formatted(data.name(), why, remedy)));
        for (int i = 0; i < labels.size(); i++) {
            if (labels.of(i) >= classes) {
                throw new DataException(
                        "%s: sample %d: expected a class from 0 to %d, found %d; set classes to the number of classes"
                                .formatted(data.name(), i, classes - 1, labels.of(i)));
            }
        }
    }

    /// Refuses samples to train a conditional model or a classifier on that lack one of its classes.
    ///
    /// @throws DataException naming the first such class
    public static void requireEveryClass(Autoencoder spec, Dataset data) {
        var labels = data.labels();
        int classes = Math.max(spec.latent().classes(), spec.loss().classes());
        for (int wanted = 0; wanted < classes; wanted++) {
            int label = wanted;
            if (labels.isEmpty() || IntStream.range(0, data.size()).noneMatch(i -> labels.get().of(i) == label)) {
                throw new DataException(
                        "%s: expected samples of each of %d classes to train on, found none of class %d; set classes to the number of classes, or add such samples"
                                .formatted(data.name(), classes, label));
            }
        }
    }

    /// Refuses samples of another shape than the model's input; a flat input takes pictures of as many features.
    ///
    /// A conditional model's samples have to have labels as well.
    ///
    /// @throws DataException saying what was expected and found
    public static void require(Autoencoder spec, Dataset data) {
        var expected = spec.input();
        boolean fits = expected.equals(data.shape())
                || (!expected.isImage() && expected.size() == data.shape().size());
        if (!fits) {
            throw new DataException(
                    "%s: expected samples of shape %s, the model's input, found %s; %s"
                            .formatted(data.name(), expected, data.shape(), remedy(expected, data.shape())));
        }
        requireLabels(spec, data);
    }

    /// Arrays made for PyTorch are `[sample][channel][row][column]`; a picture has few channels, and more columns than that.
    private static String remedy(Shape expected, Shape found) {
        boolean isChannelsFirst = expected.isImage() && found.isImage() && found.height() <= MOST_CHANNELS && found.channels() > MOST_CHANNELS
                && expected.channels() <= MOST_CHANNELS;
        return isChannelsFirst
                ? "its channels seem to come first; put them last, in NumPy with np.moveaxis(array, 1, -1), which makes samples of shape "
                        + Shape.of(found.width(), found.channels(), found.height())
                : "change input or the data";
    }
}
