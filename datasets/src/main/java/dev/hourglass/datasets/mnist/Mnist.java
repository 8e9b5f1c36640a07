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
            "train-images-idx3-ubyte.gz", "0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971");
    private static final PinnedResource TRAIN_LABELS = new PinnedResource(
            "train-labels-idx1-ubyte.gz", "1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203");
    private static final PinnedResource TEST_IMAGES = new PinnedResource(
            "t10k-images-idx3-ubyte.gz", "1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be");
    private static final PinnedResource TEST_LABELS = new PinnedResource(
            "t10k-labels-idx1-ubyte.gz", "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b");

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
