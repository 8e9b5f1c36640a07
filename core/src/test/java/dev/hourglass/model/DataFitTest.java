package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFitTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "3, 1", "3, 3", "4, 3"})
    void recognisesPicturesWhoseChannelsComeFirst(int channels, int expected) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFit.require(model(expected), data(Shape.of(channels, 8, 9))))
                .withMessage(
                        "table: expected samples of shape [8, 9, %d], the model's input, found [%d, 8, 9]; the channels"
                                + " seem to come first; move them last with np.moveaxis(array, 1, -1) in NumPy, for samples of"
                                + " shape [8, 9, %d]",
                        expected, channels, channels);
    }

    @ParameterizedTest
    @CsvSource({"16, 9, 1", "8, 9, 3", "2, 2, 1", "8, 9, 16"})
    void suspectsNoOtherPictures(int height, int width, int channels) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFit.require(model(1), data(Shape.of(height, width, channels))))
                .withMessageEndingWith("; change input or the data");
    }

    private static Autoencoder model(int channels) {
        var same = new Conv2d(channels, 1, Activation.IDENTITY);
        return new Autoencoder(Shape.of(8, 9, channels), List.of(same), List.of(same), new MeanSquaredError());
    }

    private static Dataset data(Shape shape) {
        return Dataset.ofFloats("table", shape, new float[shape.size()], Optional.empty());
    }
}
