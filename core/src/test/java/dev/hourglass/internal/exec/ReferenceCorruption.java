package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.NoiseOracle;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.Arrays;
import java.util.List;

/// Corruption of one sample in double precision, pixel by pixel.
final class ReferenceCorruption {
    private final Shape shape;
    private final long key;
    private final double[] values;

    private ReferenceCorruption(Shape shape, long key, double[] clean) {
        this.shape = shape;
        this.key = key;
        this.values = clean.clone();
    }

    /// @param key of the sample, for the stream of the corruption
    static double[] of(Autoencoder spec, double[] clean, long key) {
        var sample = new ReferenceCorruption(spec.input(), key, clean);
        switch (spec.corruption()) {
            case NoCorruption() -> {}
            case GaussianNoise noise -> sample.add(noise);
            case Masking(double probability) -> sample.strike(probability, 0, 0);
            case SaltAndPepper(double probability, var range) ->
                sample.strike(probability, range.min(), range.max());
            case Rectangles(var size, int count, var colour) -> {
                for (int i = 0; i < count; i++) {
                    int top = (int) (Randomness.uniform(key, 2L * i) * (spec.input().height() - size.height() + 1));
                    int left = (int) (Randomness.uniform(key, 2L * i + 1) * (spec.input().width() - size.width() + 1));
                    sample.cover(top, left, top + size.height(), left + size.width(), colour);
                }
            }
            case Crosshair(int thickness, var position, var colour) -> {
                int down = spec.input().height() - thickness;
                int across = spec.input().width() - thickness;
                boolean isCentred = position == Position.CENTRED;
                int top = isCentred ? down / 2 : (int) (Randomness.uniform(key, 0) * (down + 1));
                int left = isCentred ? across / 2 : (int) (Randomness.uniform(key, 3) * (across + 1));
                sample.cover(top, 0, top + thickness, spec.input().width(), colour);
                sample.cover(0, left, spec.input().height(), left + thickness, colour);
            }
            case ColumnMasking(double probability) -> sample.mask(probability, spec.outputs().blocks());
            case ColumnNoise(double sigma, double probability) -> {
                for (var block : spec.outputs().blocks()) {
                    boolean isNumeric = block.loss() instanceof MeanSquaredError;
                    boolean isLeftOut = NoiseOracle.isStruck(key, block.from(), (float) probability);
                    for (int i = block.from(); i < block.end(); i++) {
                        sample.values[i] = isNumeric
                                ? clean[i] + sigma * NoiseOracle.normal(key, i)
                                : isLeftOut ? 0 : clean[i];
                    }
                }
            }
            case SwapNoise _ -> throw new UnsupportedOperationException("needs the samples that are swapped with");
        }
        return sample.values;
    }

    private void add(GaussianNoise noise) {
        for (int i = 0; i < values.length; i++) {
            values[i] += noise.sigma() * NoiseOracle.normal(key, i);
            if (noise.clip().isPresent()) {
                values[i] = Math.clamp(values[i], noise.clip().get().min(), noise.clip().get().max());
            }
        }
    }

    private void strike(double probability, double low, double high) {
        int channels = shape.isFlat() ? 1 : shape.channels();
        for (int i = 0; i < values.length; i++) {
            if (NoiseOracle.isStruck(key, i / channels, (float) probability)) {
                values[i] = NoiseOracle.isLow(key, i / channels) ? low : high;
            }
        }
    }

    private void mask(double probability, List<OutputBlock> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (NoiseOracle.isStruck(key, i, (float) probability)) {
                Arrays.fill(values, blocks.get(i).from(), blocks.get(i).end(), 0);
            }
        }
    }

    private void cover(int top, int left, int bottom, int right, List<Double> colour) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    values[(y * shape.width() + x) * shape.channels() + c] = colour.get(colour.size() == 1 ? 0 : c);
                }
            }
        }
    }
}
