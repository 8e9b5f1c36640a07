package dev.hourglass.experiments.evaluation;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.metric.LabelledCodes;
import dev.hourglass.metric.LinearProbe;
import dev.hourglass.metric.NearestNeighbours;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.Locale;
import java.util.stream.IntStream;

/// How much of the classes is left in a model's codes: two simple classifiers learn from the codes of the training
/// samples, which are not corrupted, and are asked for the classes of the test samples.
///
/// @param neighbours that vote
/// @param nearestNeighbours the share of test samples that their vote gets right
/// @param linear the share that a softmax regression gets right
public record Probe(int neighbours, double nearestNeighbours, double linear) {
    private static final int NEIGHBOURS = 5;

    /// Refuses data whose classes are not known.
    ///
    /// @throws DataException if samples have no labels, or a class occurs in the test samples only
    public static void require(DataSplit data) {
        var known = labels(data.train());
        var asked = labels(data.test());
        var learnt = new boolean[Math.max(known.classes(), asked.classes())];
        for (int i = 0; i < known.size(); i++) learnt[known.of(i)] = true;
        IntStream.range(0, asked.size()).map(asked::of).filter(c -> !learnt[c]).findFirst().ifPresent(c -> {
            throw new DataException(
                    data.train().name(),
                    String.format(Locale.ROOT,
                            "expected training samples of class %s, which a test sample has, found none",
                            asked.names().get(c)));
        });
    }

    /// @throws DataException as [#require]
    public static Probe of(TrainedAutoencoder model, DataSplit data) {
        require(data);
        var train = codes(model, data.train());
        var test = codes(model, data.test());
        int neighbours = Math.min(NEIGHBOURS, data.train().size());
        return new Probe(
                neighbours,
                test.accuracy(NearestNeighbours.of(train, neighbours).classify(test.values())),
                test.accuracy(LinearProbe.fit(train).classify(test.values())));
    }

    private static LabelledCodes codes(TrainedAutoencoder model, Dataset data) {
        return new LabelledCodes(model.encode(data), labels(data));
    }

    private static Labels labels(Dataset data) {
        return data.labels().orElseThrow(() -> new DataException(
                data.name(),
                "expected samples with labels to probe the codes with, found none; use data with classes, for example a folder "
                        + "of pictures with a subfolder per class, or remove --probe"));
    }
}
