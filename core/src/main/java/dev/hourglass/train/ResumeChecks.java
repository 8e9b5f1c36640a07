package dev.hourglass.train;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Flow;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.Checkpoint.Fingerprints;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks that spec, options and data are those of a checkpoint that is to be resumed.
final class ResumeChecks {
    private ResumeChecks() {}

    /// @throws SpecException naming the first difference
    static void require(Checkpoint checkpoint, Autoencoder spec, TrainingOptions options) {
        requireEqual("model", Notation.writeModel(checkpoint.spec()), Notation.writeModel(spec));
        var before = comparable(checkpoint.options());
        var now = comparable(options);
        boolean isLonger = now.epochs() >= checkpoint.epochs().size() && !now.schedule().looksAhead();
        var expected = isLonger ? before.withEpochs(now.epochs()) : before;
        requireEqual("train", Notation.writeTraining(expected), Notation.writeTraining(now));
    }

    /// What decides the result: everything but the checkpoints.
    private static TrainingOptions comparable(TrainingOptions options) {
        return options.withCheckpoint(new AutomaticCheckpoints());
    }

    private static void requireEqual(String place, Map<String, Object> before, Map<String, Object> now) {
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        for (var key : keys) {
            if (!Optional.ofNullable(before.get(key)).equals(Optional.ofNullable(now.get(key)))) {
                throw new SpecException(
                        String.format(Locale.ROOT,
                                "%s.%s: the checkpoint was made with %s, found %s; use the same value, or start a new run",
                                place, key, text(before.get(key)), text(now.get(key))));
            }
        }
    }

    private static String text(@Nullable Object tree) {
        return tree == null ? "the default" : Flow.text(tree);
    }

    /// @param data the name of the data
    /// @throws DataException if the samples differ
    static void require(Checkpoint checkpoint, String data, Fingerprints found) {
        var expected = checkpoint.fingerprints();
        requireSame(data, "trained", expected.training(), found.training());
        requireSame(data, "validated", expected.validation().orElse("none"), found.validation().orElse("none"));
    }

    private static void requireSame(String name, String purpose, String before, String now) {
        if (!before.equals(now)) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "%s: expected the samples that the checkpoint was %s with (fingerprint %s), found others (%s)",
                            name, purpose, shortened(before), shortened(now)));
        }
    }

    private static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(8, fingerprint.length()));
    }
}
