package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;

/// Whether samples can be fed to a model.
public final class DataFit {
    private DataFit() {}

    /// Refuses samples of another shape than the model's input; a flat input takes pictures of as many features.
    ///
    /// @throws DataException saying what was expected and found
    public static void require(Autoencoder spec, Dataset data) {
        var expected = spec.input();
        boolean fits = expected.equals(data.shape())
                || (!expected.isImage() && expected.size() == data.shape().size());
        if (!fits) {
            throw new DataException(
                    "%s: expected samples of shape %s, the model's input, found %s; change input or the data"
                            .formatted(data.name(), expected, data.shape()));
        }
    }
}
