package dev.hourglass.experiments.verification;

import dev.hourglass.data.Binarisation;
import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.spec.protocol.BinarisedPart;
import dev.hourglass.spec.protocol.Protocol;
import java.util.Locale;

/// The samples of a protocol: to train on, and to measure with.
final class ProtocolData {
    private static final long TRAINING_DRAWS = 1;
    private static final long TEST_DRAWS = 2;
    /// One part in so many of the training samples stands for the test samples while settings are chosen: of MNIST the last 10,000.
    private static final int HELD_PART = 6;

    private ProtocolData() {}

    /// @throws DataException if there is no such data
    static DataSource open(Protocol protocol) {
        return DataSource.open(protocol.data(), ImageFolder.Options.DEFAULT);
    }

    /// Training samples, the last of which take the place of the test samples.
    static DataSplit validating(Protocol protocol, DataSplit split) {
        var train = split.train();
        int known = train.size() - train.size() / HELD_PART;
        return whole(protocol, new DataSplit(train.slice(0, known), train.slice(known, train.size())));
    }

    /// The first samples of each.
    static DataSplit quick(Protocol protocol, DataSplit split) {
        int samples = protocol.verify().quick().samples();
        return whole(protocol, new DataSplit(first(split.train(), samples), first(split.test(), samples)));
    }

    private static Dataset first(Dataset data, int samples) {
        if (data.size() < samples) {
            throw new DataException(data.name(), String.format(Locale.ROOT,
                    "expected at least %,d samples for the quick form, found %,d", samples, data.size()));
        }
        return data.slice(0, samples);
    }

    /// All training and test samples.
    static DataSplit whole(Protocol protocol, DataSplit split) {
        var part = protocol.verify().binarise();
        return new DataSplit(
                part == BinarisedPart.ALL ? Binarisation.of(split.train(), TRAINING_DRAWS) : split.train(),
                part == BinarisedPart.NONE ? split.test() : Binarisation.of(split.test(), TEST_DRAWS));
    }
}
