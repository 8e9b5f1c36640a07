package dev.hourglass.experiments;

import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The data that a model was trained on are not what they were then, so that its test samples are to be looked at twice.
///
/// @param reason why
/// @param before training samples when it was trained, where the model stores that
/// @param now training samples of the data as they are
/// @param sentence for people
public record DataChange(Reason reason, Optional<Integer> before, int now, String sentence) {
    /// Why test samples may not be what they seem.
    public enum Reason {
        /// The training samples are others.
        SAMPLES,
        /// Samples were held out by another rule.
        SPLIT
    }

    /// Reports on standard error how the data differ, if they are those that the model was trained on, by their name, and do.
    ///
    /// @param split of the data
    public static Optional<DataChange> report(
            RunMonitor monitor, TrainedAutoencoder model, DataSource data, DataSplit split) {
        var change = of(model, data, split.train());
        change.ifPresent(found -> monitor.report("warning: " + found.sentence()));
        return change;
    }

    private static Optional<DataChange> of(TrainedAutoencoder model, DataSource data, Dataset train) {
        boolean isTrainedOn = RunMetadata.data(model).filter(data.name()::equals).isPresent();
        if (data.isBuiltIn() || !isTrainedOn) {
            return Optional.empty();
        }
        var stored = RunMetadata.trainingPart(model);
        boolean isHeldOut = data.parts().size() == 1;
        if (stored.isEmpty() && !isHeldOut) {
            return Optional.empty();
        }
        if (stored.isEmpty()) {
            return Optional.of(new DataChange(
                    Reason.SPLIT, Optional.empty(), train.size(),
                    String.format(Locale.ROOT,
                            "%s: when this model was trained, every tenth sample was held out for testing; now each sample's name or content decides, so most of these test samples are in its training set; train it again to evaluate it",
                            data.name())));
        }
        return stored.filter(part -> !part.fingerprint().equals(train.fingerprint()))
                .map(part -> ofSamples(data, part.samples(), train, isHeldOut));
    }

    private static DataChange ofSamples(DataSource data, int before, Dataset train, boolean isHeldOut) {
        var counts = before == train.size()
                ? String.format(Locale.ROOT, "%,d then and now, but different ones", before)
                : String.format(Locale.ROOT, "%,d then, %,d now", before, train.size());
        return new DataChange(
                Reason.SAMPLES, Optional.of(before), train.size(),
                String.format(Locale.ROOT,
                        "%s: the training samples have changed since this model was trained (%s); %s", data.name(),
                        counts, consequence(train, isHeldOut)));
    }

    private static String consequence(Dataset train, boolean isHeldOut) {
        if (!isHeldOut) {
            return "test samples that were among them are not new to the model";
        }
        return train.sampleNames().isEmpty()
                ? "each sample's content decides whether it is a test sample, so these are still new to the model"
                : "each file's name decides whether it is a test sample, so these are new to the model unless files were renamed";
    }

    /// For machines.
    public Map<String, Object> fields() {
        var change = new LinkedHashMap<String, Object>();
        change.put("reason", reason == Reason.SAMPLES ? "samples" : "split");
        before.ifPresent(samples -> change.put("trainingSamplesThen", samples));
        change.put("trainingSamplesNow", now);
        change.put("message", sentence);
        return Map.of("dataChange", change);
    }
}
