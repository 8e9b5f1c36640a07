package dev.hourglass.bench.contender;

/// What a task is apart from its layers.
///
/// @param channels of a sample; all its features, where it is no picture
/// @param side of a sample, which is a square picture; 1 where it is none
/// @param samples whole batches
/// @param pixels whether samples are bytes, which stand for 0 to 1; otherwise they are floats
/// @param sigma standard deviation of the noise on the input, 0 for none
/// @param min noisy inputs below are set to it
/// @param max noisy inputs above are set to it
public record Setting(
        int channels, int side, int samples, int batch, boolean pixels, long seed, double sigma, double min, double max,
        TaskLoss loss) {

    public int features() {
        return channels * side * side;
    }

    public int batches() {
        return samples / batch;
    }

    public boolean isPicture() {
        return side > 1;
    }
}
