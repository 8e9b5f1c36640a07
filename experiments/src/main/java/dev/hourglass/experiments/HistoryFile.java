package dev.hourglass.experiments;

import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.PretrainingReport;
import dev.hourglass.train.TrainingListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `history.jsonl`: one JSON object a line for each epoch, those of layers that are pretrained included, on disk as soon as
/// the epoch is done.
final class HistoryFile implements TrainingListener, Closeable {
    private final Path path;
    private final Writer file;

    /// Begins a file.
    ///
    /// @param before epochs that were done before, by the training that this one resumes
    HistoryFile(Path path, List<EpochReport> before) {
        this.path = path;
        try {
            file = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        before.forEach(this::onEpoch);
    }

    @Override
    public void onEpoch(EpochReport epoch) {
        write(epoch, new LinkedHashMap<>());
    }

    @Override
    public void onPretraining(PretrainingReport report) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("pretrained_layer", report.layer());
        write(report.epoch(), fields);
    }

    /// @param fields that come before those of an epoch
    private void write(EpochReport epoch, Map<String, Object> fields) {
        fields.put("epoch", epoch.epoch());
        fields.put("loss", epoch.loss());
        epoch.validationLoss().ifPresent(loss -> fields.put("validation_loss", loss));
        epoch.validationAccuracy().ifPresent(accuracy -> fields.put("validation_accuracy", accuracy));
        fields.put("learning_rate", epoch.learningRate());
        fields.put("seconds", epoch.seconds());
        fields.put("samples", epoch.samples());
        try {
            file.write(JsonText.line(fields));
            file.write('\n');
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(AtomicFile.named(path, e));
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(AtomicFile.named(path, e));
        }
    }
}
