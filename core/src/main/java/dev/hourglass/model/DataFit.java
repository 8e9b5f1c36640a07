package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.stream.IntStream;

/// Whether samples can be fed to a model.
public final class DataFit {
    /// Colours with transparency.
    private static final int MOST_CHANNELS = 4;

    private DataFit() {}

    /// Refuses samples that a model cannot be trained on: of another shape than its input, where a flat input takes
    /// pictures of as many features, with missing features that its loss does not allow, or without labels where it is conditioned on
    /// them.
    ///
    /// @throws DataException saying what was expected and found
    public static void require(Autoencoder spec, Dataset data) {
        requireFeatures(spec, data);
        if (spec.latent().classes() > 0) {
            requireFew(conditions(spec, data), data, spec.latent().classes());
        }
    }

    /// Refuses samples without the labels that a classifier is to learn.
    ///
    /// @throws DataException saying what was expected and found
    public static void requireTargets(Autoencoder spec, Dataset data) {
        if (spec.isClassifier()) {
            requireFew(targets(spec, data), data, spec.outputs().classes());
        }
    }

    private static void requireFew(Labels labels, Dataset data, int classes) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.of(i) >= classes) {
                throw new DataException(
                        String.format(Locale.ROOT,
                                "%s: sample %d: expected a class from 0 to %d, found %s; set classes to the number of classes",
                                data.name(), i, classes - 1, text(labels, labels.of(i))));
            }
        }
    }

    /// A class in words: its number and, where it has one, its name.
    private static String text(Labels labels, int number) {
        return labels.isNamed() && number < labels.classes()
                ? String.format(Locale.ROOT, "%d (%s)", number, labels.names().get(number))
                : Integer.toString(number);
    }

    /// Refuses samples to train a conditional model or a classifier on that lack one of its classes, or whose names of
    /// classes no model file holds.
    ///
    /// @throws DataException naming the first class that is lacking
    /// @throws SpecException if the names are too long
    public static void requireEveryClass(Autoencoder spec, Dataset data) {
        var labels = data.labels();
        int classes = KnownClasses.count(spec);
        for (int wanted = 0; wanted < classes; wanted++) {
            int label = wanted;
            if (labels.isEmpty() || IntStream.range(0, data.size()).noneMatch(i -> labels.get().of(i) == label)) {
                throw new DataException(
                        String.format(Locale.ROOT,
                                "%s: expected samples of each of %d classes to train on, found none of class %s; set classes to the number of classes, or add such samples",
                                data.name(), classes,
                                labels.map(known -> text(known, label)).orElse(Integer.toString(label))));
            }
        }
        if (classes > 0) {
            learnt(spec, data);
        }
    }

    /// The classes that a model learns from samples of each.
    private static KnownClasses learnt(Autoencoder spec, Dataset training) {
        var names = training.labels().orElseThrow().names();
        return KnownClasses.of(spec, names.subList(0, KnownClasses.count(spec)));
    }

    /// Samples to validate with, their labels numbered as those of the samples to train on.
    ///
    /// @throws DataException if they lack labels, or have a class that is not trained on
    public static Dataset likeTraining(Autoencoder spec, Dataset training, Dataset validation) {
        return KnownClasses.count(spec) == 0 ? validation : numbered(spec, learnt(spec, training), validation);
    }

    /// Samples that are fed to a trained model: of the shape of its input and, where it is conditioned on labels, with these
    /// numbered as its classes.
    ///
    /// @throws DataException saying what was expected and found
    static Dataset fitting(Autoencoder spec, KnownClasses classes, Dataset data) {
        requireFeatures(spec, data);
        return spec.latent().classes() > 0 ? numbered(spec, classes, data) : data;
    }

    /// Samples with labels that are numbered as a trained model's classes; as they are where it has none.
    ///
    /// @throws DataException if they lack labels, or have a class that the model does not know
    static Dataset numbered(Autoencoder spec, KnownClasses classes, Dataset data) {
        if (spec.latent().classes() > 0) {
            conditions(spec, data);
        } else if (spec.isClassifier()) {
            targets(spec, data);
        } else {
            return data;
        }
        return classes.numbered(data);
    }

    private static Labels conditions(Autoencoder spec, Dataset data) {
        return labels(
                data,
                String.format(Locale.ROOT, "because the model is conditioned on %d classes", spec.latent().classes()),
                "or a model without classes");
    }

    private static Labels targets(Autoencoder spec, Dataset data) {
        return labels(
                data,
                String.format(Locale.ROOT, "because the model distinguishes %d classes", spec.outputs().classes()),
                "for example a folder of pictures with a subfolder per class");
    }

    private static Labels labels(Dataset data, String why, String remedy) {
        return data.labels().orElseThrow(() -> new DataException(
                String.format(Locale.ROOT,
                        "%s: expected a label for each sample, %s, found none; use data with labels, %s", data.name(),
                        why, remedy)));
    }

    private static void requireFeatures(Autoencoder spec, Dataset data) {
        requireShape(spec, data);
        if (data.hasMissing() && !spec.loss().allowsMissing()) {
            requireComplete(data);
        }
    }

    private static void requireComplete(Dataset data) {
        for (int sample = 0; sample < data.size(); sample++) {
            var features = data.sample(sample);
            for (int f = 0; f < features.length; f++) {
                if (Float.isNaN(features[f])) {
                    throw new DataException(data.name(), String.format(Locale.ROOT,
                            "sample %d, feature %d: expected a finite number, found NaN; remove or fill it", sample,
                            f));
                }
            }
        }
    }

    private static void requireShape(Autoencoder spec, Dataset data) {
        var expected = spec.input();
        if (!fits(expected, data.shape())) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected samples of shape %s, the model's input, found %s; %s",
                            data.name(), expected, data.shape(), remedy(expected, data.shape())));
        }
    }

    /// Flat samples are any of as many features. A signal may also be given flat, step by step, or as what an array
    /// `[sample][length][channel]` looks like by itself: a picture of one channel.
    private static boolean fits(Shape expected, Shape found) {
        if (expected.isImage() || expected.size() != found.size()) {
            return expected.equals(found);
        }
        return expected.isFlat() || found.isFlat() || found.equals(expected)
                || found.equals(Shape.of(expected.width(), expected.channels(), 1))
                || found.equals(Shape.of(1, expected.width(), expected.channels()));
    }

    /// Arrays made for PyTorch are `[sample][channel][row][column]`; a picture has few channels, and more columns than that.
    private static String remedy(Shape expected, Shape found) {
        boolean isChannelsFirst = expected.isImage() && found.isImage() && found.height() <= MOST_CHANNELS
                && found.channels() > MOST_CHANNELS
                && expected.channels() <= MOST_CHANNELS;
        if (expected.isSignal() && (found.equals(Shape.of(expected.channels(), expected.width()))
                || found.equals(Shape.of(expected.channels(), expected.width(), 1)))) {
            return String.format(Locale.ROOT,
                    "the channels seem to come first; move them last with np.moveaxis(array, 1, -1) in NumPy, for samples of shape %s",
                    expected);
        }
        return isChannelsFirst
                ? "the channels seem to come first; move them last with np.moveaxis(array, 1, -1) in NumPy, for samples of shape "
                        + Shape.of(found.width(), found.channels(), found.height())
                : "change input or the data";
    }
}
