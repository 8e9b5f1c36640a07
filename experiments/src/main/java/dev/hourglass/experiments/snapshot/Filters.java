package dev.hourglass.experiments.snapshot;

import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The weights of a layer as pictures: what each unit of a dense layer that reads a whole picture looks for, what each unit that a
/// dense layer makes a picture of adds to it, and the kernels of a convolution. All share one scale, on which grey is 0.
///
/// @param layer the name of the layer, such as `encoder.0`
/// @param tile the shape of a picture
/// @param tiles `[picture][row, column, channel]`, 0 to 1
/// @param all pictures that there would be without a limit
/// @param scale the weight that is white; its negative is black
public record Filters(String layer, Shape tile, List<float[]> tiles, int all, float scale) {
    /// Share of the weights that the scale holds; the few beyond it would leave the others grey.
    private static final double HELD = 0.995;
    private static final int KERNEL_RANK = 4;
    private static final String SUFFIX = ".weight";

    public Filters {
        tiles = List.copyOf(tiles);
    }

    /// Of the first layer, if its weights make pictures.
    ///
    /// @param picture the shape of the model's samples
    /// @param most pictures, the first ones
    public static Optional<Filters> ofFirst(TrainedAutoencoder model, Shape picture, int most) {
        return of(model.weights().getFirst(), picture, most);
    }

    /// Of a layer; empty where there is none of that name, or its weights make no pictures.
    ///
    /// @param layer such as `encoder.0`
    public static Optional<Filters> of(TrainedAutoencoder model, String layer, Shape picture, int most) {
        return model.weights().stream().filter(weights -> weights.name().equals(layer + SUFFIX)).findFirst()
                .flatMap(weights -> of(weights, picture, most));
    }

    /// The names of the layers whose weights make pictures.
    public static List<String> layers(TrainedAutoencoder model, Shape picture) {
        return model.weights().stream()
                .filter(weights -> weights.name().endsWith(SUFFIX) && of(weights, picture, 1).isPresent())
                .map(weights -> weights.name().substring(0, weights.name().length() - SUFFIX.length()))
                .toList();
    }

    private static Optional<Filters> of(Weights weights, Shape picture, int most) {
        var shape = weights.shape();
        if (shape.size() == 2 && shape.getFirst() == picture.size()) {
            return Optional.of(ofUnits(weights, picture, true, most));
        }
        if (shape.size() == 2 && shape.getLast() == picture.size()) {
            return Optional.of(ofUnits(weights, picture, false, most));
        }
        return shape.size() == KERNEL_RANK && shape.getFirst() * shape.get(1) > 1
                ? Optional.of(ofKernels(weights, picture, most))
                : Optional.empty();
    }

    /// @param isRead whether the layer reads the picture, `[pixel][unit]`, or makes it, `[unit][pixel]`
    private static Filters ofUnits(Weights weights, Shape picture, boolean isRead, int most) {
        int units = isRead ? weights.shape().getLast() : weights.shape().getFirst();
        var values = weights.values();
        float scale = scale(values);
        var tiles = new ArrayList<float[]>();
        for (int unit = 0; unit < Math.min(units, most); unit++) {
            var tile = new float[picture.size()];
            for (int pixel = 0; pixel < tile.length; pixel++) {
                tile[pixel] = level(values[isRead ? pixel * units + unit : unit * tile.length + pixel], scale);
            }
            tiles.add(tile);
        }
        return new Filters(name(weights), picture, tiles, units, scale);
    }

    /// `[row][column][in][out]`: in colour where that is what goes in, else a picture for each pair of channels.
    private static Filters ofKernels(Weights weights, Shape picture, int most) {
        int rows = weights.shape().getFirst();
        int columns = weights.shape().get(1);
        int in = weights.shape().get(2);
        int out = weights.shape().get(KERNEL_RANK - 1);
        int channels = in == picture.channels() && PictureShape.of(rows * columns * in, Shape.of(rows, columns, in))
                .isPresent() ? in : 1;
        int groups = in / channels;
        var values = weights.values();
        float scale = scale(values);
        var tiles = new ArrayList<float[]>();
        for (int index = 0; index < Math.min(out * groups, most); index++) {
            int filter = index / groups;
            int group = index % groups;
            var tile = new float[rows * columns * channels];
            for (int i = 0; i < tile.length; i++) {
                int pixel = i / channels;
                int channel = group * channels + i % channels;
                tile[i] = level(values[(pixel * in + channel) * out + filter], scale);
            }
            tiles.add(tile);
        }
        return new Filters(name(weights), Shape.of(rows, columns, channels), tiles, out * groups, scale);
    }

    private static String name(Weights weights) {
        return weights.name().substring(0, weights.name().length() - SUFFIX.length());
    }

    private static float scale(float[] weights) {
        var sizes = new float[weights.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(weights[i]);
        }
        Arrays.sort(sizes);
        return sizes[(int) (HELD * (sizes.length - 1))];
    }

    private static float level(float weight, float scale) {
        return scale == 0 ? 0.5f : 0.5f + weight / (2 * scale);
    }
}
