package dev.hourglass.experiments.figure;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.figure.PictureRows.Row;
import dev.hourglass.experiments.snapshot.Examples;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.train.EpochReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which figures a model gets, and what is on them.
public final class Figures {
    private static final int EXAMPLES = 10;
    private static final int SAMPLES_ACROSS = 10;
    private static final int SAMPLE_CELL = 42;

    private Figures() {}

    /// Whether this machine has what drawing text takes: a Java with its desktop libraries, and at least one font.
    public static boolean possible() {
        try {
            return new Canvas(1, 1).width("x", Style.TEXT) > 0;
        } catch (LinkageError | InternalError | RuntimeException _) {
            return false;
        }
    }

    /// Likewise; where it has not, reports what is missing.
    public static boolean possible(RunMonitor monitor) {
        boolean isPossible = possible();
        if (!isPossible) {
            monitor.report(
                    "no figures: this machine has no fonts for Java to draw with; install fontconfig and a font");
        }
        return isPossible;
    }

    /// The loss curves of a training.
    ///
    /// @param epochs at least one
    public static Figure ofTraining(Autoencoder spec, List<EpochReport> epochs) {
        return LossFigure.draw(epochs, measure(spec));
    }

    /// Everything that can be shown of a model on test data; pictures only where the data are pictures, signals as curves.
    ///
    /// @param seed of the noise and of the codes that are drawn
    public static List<Figure> ofModel(TrainedAutoencoder model, Dataset test, long seed) {
        var spec = model.spec();
        var shape = PictureShape.of(spec.input().size(), test.shape(), spec.input());
        var figures = new ArrayList<Figure>();
        if (spec.input().isSignal()) {
            figures.add(signals(model, test, seed));
        }
        shape.ifPresent(picture -> figures.add(reconstructions(model, test, picture, seed)));
        if (spec.codeShape().size() == 2) {
            var subtitle = String.format(Locale.ROOT, "%,d samples of %s", test.size(), test.name());
            figures.add(new ScatterFigure(model.encode(test), test.labels()).draw(subtitle));
        }
        if (spec.latent() instanceof GaussianLatent && shape.isPresent()) {
            figures.add(samples(model, SAMPLES_ACROSS * SAMPLES_ACROSS, shape.get(), Optional.empty(), seed));
            figures.add(
                    spec.latent().classes() > 0
                            ? ClassRows.draw(model, shape.get(), seed)
                            : LatentPlane.of(model, test).draw(shape.get()));
        }
        if (spec.isSparse()) {
            shape.flatMap(picture -> FilterFigure.of(model, picture)).ifPresent(figures::add);
            figures.add(new ActivationFigure(model.encode(test), spec).draw(test.name()));
        }
        return List.copyOf(figures);
    }

    /// New pictures from codes drawn at random; those of a conditional model are of its classes in turn.
    ///
    /// @param label the name of the class of all, for a conditional model
    public static Figure samples(
            TrainedAutoencoder model, int count, Shape picture, Optional<String> label, long seed) {
        var variational = VariationalModel.of(model);
        var samples = label.map(c -> variational.sample(count, c, seed))
                .orElseGet(() -> variational.sample(count, seed));
        int across = Math.min(count, Math.max(SAMPLES_ACROSS, (int) Math.ceil(Math.sqrt(count))));
        var what = label.map(c -> "class " + c + ", ").orElse("") + "decoded from random codes, seed " + seed;
        return PictureGrid.draw("samples", "Samples", what, pictures(picture, samples), across, SAMPLE_CELL);
    }

    /// How a fine-tuning went.
    public static Figure ofTuning(FineTuningRun.Results result) {
        return AccuracyFigure.draw(result);
    }

    static List<Picture> pictures(Shape shape, float[][] samples) {
        return Arrays.stream(samples).map(sample -> Picture.of(shape, sample)).toList();
    }

    private static Figure reconstructions(TrainedAutoencoder model, Dataset test, Shape picture, long seed) {
        var spec = model.spec();
        var clean = Examples.of(test, EXAMPLES);
        var noise = CorruptionLabels.of(spec.corruption());
        var seen = noise.isPresent() ? model.corrupt(clean, seed) : clean;
        var codes = model.encode(seen);
        int cell = PictureRows.cell(picture.height(), picture.width());
        var code = new CodePicture(spec.codeShape(), codes, cell * Canvas.SCALE);

        var rows = new ArrayList<Row>();
        rows.add(new Row("original", List.of(), pictures(picture, samples(clean))));
        noise.ifPresent(words -> rows.add(
                new Row(words.input(), List.of(words.remark()), pictures(picture, samples(seen)))));
        rows.add(new Row(
                "code", List.of(code.layout(), code.range()), Arrays.stream(codes).map(code::of).toList()));
        rows.add(new Row(
                noise.map(CorruptionLabels::output).orElse("reconstruction"), List.of(),
                pictures(picture, model.reconstruct(seen))));
        var title = noise.map(CorruptionLabels::title).orElse("Reconstructed test images");
        var subtitle = String.format(Locale.ROOT, "%s: input size %d, code size %d, output size %d", test.name(),
                spec.input().size(), spec.codeShape().size(), spec.input().size());
        return PictureRows.draw("reconstructions", title, subtitle, rows);
    }

    private static Figure signals(TrainedAutoencoder model, Dataset test, long seed) {
        var spec = model.spec();
        var clean = Examples.of(test, EXAMPLES);
        var noise = CorruptionLabels.of(spec.corruption());
        var seen = noise.isPresent() ? model.corrupt(clean, seed) : clean;
        var subtitle = String.format(Locale.ROOT, "%s: input %s, code size %d", test.name(), spec.input(),
                spec.codeShape().size());
        return SignalFigure.draw(noise.map(CorruptionLabels::title).orElse("Reconstructed test signals"), subtitle,
                spec.input(), samples(clean), noise, samples(seen), model.reconstruct(seen));
    }

    private static String measure(Autoencoder spec) {
        return loss(spec) + (spec.penalties().isEmpty() ? "" : ", with penalties");
    }

    private static String loss(Autoencoder spec) {
        var loss = spec.loss();
        var measure = switch (spec.latent()) {
            case DeterministicLatent _, TopK _, WinnerTakeAll _ -> loss.measure();
            case GaussianLatent _ ->
                loss.isLogLikelihood() ? "negative evidence lower bound" : loss.measure() + " and divergence";
        };
        return measure + switch (spec.outputs()) {
            case Reconstruction _ -> " per feature";
            case ClassProbabilities _ -> "";
        } + (loss.isLogLikelihood() ? ", nats" : "");
    }

    private static float[][] samples(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::sample).toArray(float[][]::new);
    }
}
