package dev.hourglass.datasets.picture;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A single picture as a sample for a model.
///
/// @param shape `[height, width, channels]`
/// @param features `[row][column][channel]`, 0..1
/// @param bits of a channel, 8 or 16
public record PictureSample(Shape shape, float[] features, int bits) {
    private static final int COLOURS = 3;

    /// Decodes a picture file.
    ///
    /// @param name by which messages call it
    /// @param input of the model: a picture of its size, or a flat one with as many features as the picture has
    /// @throws DataException if the file cannot be read, is of another size, or has colours where the model is of grey pictures
    public static PictureSample read(String name, byte[] file, Shape input) {
        var pixels = PictureFile.decode(name, file);
        var size = pixels.size();
        var channels = channels(input, size);
        boolean fits = input.isImage()
                ? size.height() == input.height() && size.width() == input.width() : channels.isPresent();
        if (!fits) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "expected a picture for a model of the input %s, found one of size %s; resize it", input, size));
        }
        if (channels.isEmpty()) {
            throw new DataException(name,
                    "expected a model of grey or colour pictures, found one of the input " + input);
        }
        if (channels.getAsInt() == 1 && pixels.isColour()) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "expected a grey picture, because the model's input is %s, found a colour picture; convert it to grey",
                    input));
        }
        var shape = Shape.of(size.height(), size.width(), channels.getAsInt());
        var sample = pixels.bits() == Short.SIZE
                ? Dataset.ofShorts(name, shape, 1, (_, into) -> pixels.copyTo(into, shape.channels()), Optional.empty())
                : Dataset.ofBytes(name, shape, 1, (_, into) -> pixels.copyTo(into, shape.channels()), Optional.empty());
        return new PictureSample(shape, sample.sample(0), pixels.bits());
    }

    /// The channels that pictures of a size have for a model: 1 or 3. Flat samples have those that their number of features leaves for each
    /// pixel.
    public static OptionalInt channels(Shape input, ImageSize size) {
        int pixels = Math.multiplyExact(size.height(), size.width());
        int found = input.isImage() ? input.channels() : input.size() % pixels == 0 ? input.size() / pixels : 0;
        return IntStream.of(1, COLOURS).filter(channels -> channels == found).findFirst();
    }
}
