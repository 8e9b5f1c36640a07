package dev.hourglass.experiments.snapshot;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.internal.json.Json;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Keeps snapshots of a model while it is trained: what it makes of the same 16 test samples, the filters of its first layer and where
/// the codes of 1,000 test samples lie.
///
/// They take at most a fiftieth of the time of the training, the first one apart, and at most 100 are kept: when there are more, every
/// second one goes, and from then on half as many epochs are kept. That a snapshot cannot be written, on a full disk say, stops no
/// training.
public final class SnapshotRecorder implements TrainingListener {
    private static final int SAMPLES = 16;
    private static final int CODES = 1000;
    private static final int FILTERS = 64;
    private static final int MOST = 100;
    private static final double SHARE = 0.02;
    private static final int LARGEST = 256 * 256;

    private final SnapshotFolder folder;
    private final Dataset samples;
    private final Dataset coded;
    private final CodePlane plane = new CodePlane();
    private final int epochs;
    private final double share;
    private final long begun = System.nanoTime();
    private int count;
    private long latest;
    private long taken;
    private int every = 1;
    private int kept;
    private boolean isStopped;

    private SnapshotRecorder(SnapshotFolder folder, Dataset samples, Dataset coded, int epochs, double share) {
        this.folder = folder;
        this.samples = samples;
        this.coded = coded;
        this.epochs = epochs;
        this.share = share;
    }

    /// @param folder which is made, or cleared of the epochs that come after `done`
    /// @param test samples that the model is not trained on
    /// @param done epochs that were done before, by the training that this one resumes
    /// @param epochs that there will be at most
    public static SnapshotRecorder of(SnapshotFolder folder, Dataset test, int done, int epochs) {
        return of(folder, test, done, epochs, SHARE);
    }

    /// @param share of the training's time that snapshots may take
    static SnapshotRecorder of(SnapshotFolder folder, Dataset test, int done, int epochs, double share) {
        int count = Math.min(CODES, test.size());
        var spread = IntStream.range(0, count).map(i -> (int) ((long) i * test.size() / count)).toArray();
        var recorder = new SnapshotRecorder(folder, Examples.of(test, SAMPLES), test.select(spread), epochs, share);
        recorder.begin(done);
        return recorder;
    }

    private void begin(int done) {
        try {
            Files.createDirectories(folder.path());
            for (int epoch : folder.epochs()) {
                if (epoch > done) folder.remove(epoch);
            }
            kept = folder.epochs().size();
        } catch (IOException | UncheckedIOException _) {
            isStopped = true;
        }
    }

    @Override
    public void onEpoch(EpochReport epoch, Supplier<TrainedAutoencoder> model) {
        boolean isLast = epoch.epoch() == epochs;
        if (isStopped || !(isLast || (epoch.epoch() - 1) % every == 0)) {
            return;
        }
        long begin = System.nanoTime();
        boolean isFirst = count == 0;
        if (!isFirst && !isLast && taken + latest > share * (begin - begun)) {
            return;
        }
        try {
            write(epoch.epoch(), model.get(), isFirst);
            if (++kept > MOST) thin();
        } catch (IOException | UncheckedIOException | DataException _) {
            isStopped = true;
        }
        // The JVM compiles during the first one, and knows how to draw PNG files afterwards.
        if (count++ > 0) {
            latest = System.nanoTime() - begin;
            taken += latest;
        }
    }

    private void write(int epoch, TrainedAutoencoder model, boolean isFirst) throws IOException {
        var spec = model.spec();
        if (spec.isClassifier()) {
            isStopped = true;
            return;
        }
        boolean isSignal = spec.input().isSignal();
        var raster = SignalRaster.around(spec.input(), samples);
        var picture = isSignal ? Optional.of(raster.picture())
                : PictureShape.of(spec.input().size(), samples.shape(), spec.input())
                        .filter(shape -> shape.size() <= LARGEST);
        UnaryOperator<float[]> drawn = isSignal ? raster::draw : UnaryOperator.identity();
        var filters = picture.filter(_ -> !isSignal).flatMap(shape -> Filters.ofFirst(model, shape, FILTERS));
        var sheet = picture.map(shape -> new SnapshotSheet(shape, samples.size(), filters.map(Filters::tile),
                filters.map(found -> found.tiles().size()).orElse(0)));
        var seen = spec.corruption() instanceof NoCorruption ? samples : model.corrupt(samples, TestEvaluation.SEED);
        if (isFirst) {
            writeIndex(model, sheet);
            if (picture.isPresent()) {
                AtomicFile.replace(folder.samples(), new SnapshotSheet(picture.get(), samples.size(), Optional.empty(),
                        0).png(rows(seen).stream().map(drawn).toList(), Optional.empty()));
            }
        }
        if (sheet.isPresent()) {
            AtomicFile.replace(folder.sheet(epoch),
                    sheet.get().png(Arrays.stream(model.reconstruct(seen)).map(drawn).toList(), filters));
        }
        var codes = model.encode(spec.corruption() instanceof NoCorruption
                ? coded : model.corrupt(coded, TestEvaluation.SEED));
        Npy.write(folder.codes(epoch), Shape.of(2), plane.project(codes));
    }

    private static List<float[]> rows(Dataset data) {
        return IntStream.range(0, data.size()).mapToObj(data::sample).toList();
    }

    private void writeIndex(TrainedAutoencoder model, Optional<SnapshotSheet> sheet) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        sheet.ifPresent(places -> fields.put("sheet", places.fields()));
        fields.put("corrupted", !(model.spec().corruption() instanceof NoCorruption));
        fields.put("code_size", (long) model.spec().codeShape().size());
        coded.labels().ifPresent(labels -> {
            fields.put("classes", labels.names());
            fields.put("labels", IntStream.range(0, coded.size()).mapToObj(i -> (long) labels.of(i)).toList());
        });
        AtomicFile.replace(folder.index(), Json.write(fields) + "\n");
    }

    private void thin() throws IOException {
        every *= 2;
        var epochsKept = folder.epochs();
        for (int epoch : epochsKept.subList(0, epochsKept.size() - 1)) {
            if ((epoch - 1) % every != 0) folder.remove(epoch);
        }
        kept = folder.epochs().size();
    }
}
