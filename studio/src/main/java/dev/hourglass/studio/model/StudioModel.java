package dev.hourglass.studio.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.metric.Pca;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.studio.page.Pictures;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A model with the data that it was trained on, read when they are needed first.
final class StudioModel {
    /// Numbers of all codes that are kept.
    private static final int MOST_NUMBERS = 1 << 25;
    private static final int RANGED = 2000;

    private final String id;
    private final TrainedAutoencoder model;
    private @Nullable Dataset test;
    private @Nullable Dataset all;
    private final Map<Boolean, float[][]> codes = new HashMap<>();
    private @Nullable Plane plane;

    /// The plane of the two directions in which codes vary most.
    ///
    /// @param mean `[dimension]`
    /// @param axes `[2][dimension]`, orthonormal
    record Plane(double[] mean, double[][] axes) {}

    StudioModel(String id, TrainedAutoencoder model) {
        this.id = id;
        this.model = model;
    }

    String id() {
        return id;
    }

    TrainedAutoencoder model() {
        return model;
    }

    int codeSize() {
        return model.spec().codeShape().size();
    }

    /// Test samples, or all of the data, training samples first.
    ///
    /// @throws DataException if the data are not where they were, or cannot be read
    synchronized Dataset samples(boolean isAll) {
        if (test == null || all == null) {
            var source = open();
            var split = source.evaluationSplit();
            test = split.test();
            all = new JoinedDataset(split.train(), split.test());
        }
        return isAll ? all : test;
    }

    private DataSource open() {
        var name = RunMetadata.data(model)
                .orElseThrow(() -> new DataException("the model does not say what it was trained on"));
        if (!DataSource.exists(name)) {
            throw new DataException(name + ": no such file or folder, though the model was trained on it");
        }
        var input = model.spec().input();
        boolean isResized = model.metadata().containsKey("preprocessing") && input.isImage();
        return DataSource.open(name, isResized
                ? new ImageFolder.Options(
                        input.channels() == 1 ? ImageFolder.ColourMode.GREY : ImageFolder.ColourMode.COLOUR,
                        Optional.of(new ImageSize(input.height(), input.width())))
                : ImageFolder.Options.of(input));
    }

    /// The shape of the samples as pictures or as signals, if they are such.
    Optional<Shape> picture() {
        return Pictures.shape(model.spec().input(), RunMetadata.dataShape(model));
    }

    /// `[sample][dimension]`
    ///
    /// @throws DataException if there are too many numbers to keep
    synchronized float[][] codes(boolean isAll) {
        var known = codes.get(isAll);
        if (known != null) {
            return known;
        }
        var samples = samples(isAll);
        if ((long) samples.size() * codeSize() > MOST_NUMBERS) {
            int most = MOST_NUMBERS / codeSize();
            samples = samples.slice(0, Math.clamp(most, 1, samples.size()));
        }
        var found = model.encode(samples);
        codes.put(isAll, found);
        return found;
    }

    /// Where codes lie: the smallest and largest of each dimension but for one in a hundred on either side, and the mean.
    ///
    /// @return `[3][dimension]`
    float[][] ranges() {
        var some = codes(false);
        int count = Math.min(RANGED, some.length);
        var ranges = new float[3][codeSize()];
        var values = new float[count];
        for (int d = 0; d < codeSize(); d++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                values[i] = some[(int) ((long) i * some.length / count)][d];
                sum += values[i];
            }
            Arrays.sort(values);
            ranges[0][d] = values[count / 100];
            ranges[1][d] = values[count - 1 - count / 100];
            ranges[2][d] = (float) (sum / count);
        }
        return ranges;
    }

    /// @throws DataException if codes have too many numbers for it, or there is one code only
    synchronized Plane plane() {
        if (plane == null) {
            var some = codes(false);
            int count = Math.min(RANGED, some.length);
            var rows = IntStream.range(0, count).mapToObj(i -> some[(int) ((long) i * some.length / count)])
                    .toArray(float[][]::new);
            var pca = Pca.fit(Dataset.of(rows), 2);
            plane = new Plane(pca.mean(), pca.components(2));
        }
        return plane;
    }
}
