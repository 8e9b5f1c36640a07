package dev.hourglass.datasets.mnist;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Idx;
import dev.hourglass.data.Labels;
import java.util.Optional;

/// The MNIST database of handwritten digits (LeCun, Bottou, Bengio and Haffner 1998): 60,000 pictures to train on and
/// 10,000 to test with, `[28, 28, 1]`, each labelled with its digit.
public final class Mnist {
    private static final String NAME = "mnist";

    private static final PinnedResource TRAIN_IMAGES = new PinnedResource(
            "train-images-idx3-ubyte.gz", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    private static final PinnedResource TRAIN_LABELS = new PinnedResource(
            "train-labels-idx1-ubyte.gz", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
    private static final PinnedResource TEST_IMAGES = new PinnedResource(
            "t10k-images-idx3-ubyte.gz", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
    private static final PinnedResource TEST_LABELS = new PinnedResource(
            "t10k-labels-idx1-ubyte.gz", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    private Mnist() {}

    /// Reads the bundled files, about 55 MB in memory.
    ///
    /// @throws DataException if a bundled file is missing or not the original
    public static DataSplit load() {
        return new DataSplit(part(TRAIN_IMAGES, TRAIN_LABELS), part(TEST_IMAGES, TEST_LABELS));
    }

    private static Dataset part(PinnedResource images, PinnedResource labels) {
        Labels digits = labels.read(in -> Idx.labels(labels.name(), in));
        return images.read(in -> Idx.images(NAME, images.name(), in, Optional.of(digits)));
    }
}
