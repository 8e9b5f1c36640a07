package dev.hourglass.train;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.optimizer.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The content of a checkpoint beside tensors, as JSON. Numbers with a fraction are written as texts, because JSON has none that
/// are not finite.
///
/// @param steps taken so far
/// @param slots names of the optimizer's state
/// @param best the epoch that the best weights are from
record CheckpointState(
        long steps, List<String> slots, TrainingProgress progress, Optional<Mark> best,
        TrainingDiagnostics.State diagnostics) {

    /// An epoch and its validation loss.
    record Mark(int epoch, double loss) {}

    static CheckpointState of(Checkpoint checkpoint) {
        return new CheckpointState(
                checkpoint.engine().step(),
                checkpoint.engine().slots().stream().map(Slot::name).toList(),
                checkpoint.progress(),
                checkpoint.best().map(best -> new Mark(best.epoch(), best.loss())),
                checkpoint.diagnostics());
    }

    String text() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("steps", steps);
        tree.put("slots", slots);
        tree.put("step", (long) progress.step());
        tree.put("loss", Double.toString(progress.loss()));
        tree.put("seconds", Double.toString(progress.seconds()));
        if (!progress.leftOut().isEmpty()) {
            tree.put("left_out", progress.leftOut().stream().map(Integer::longValue).toList());
        }
        tree.put("epochs", progress.epochs().stream().map(CheckpointState::tree).toList());
        best.ifPresent(mark -> {
            tree.put("best_epoch", (long) mark.epoch());
            tree.put("best_loss", Double.toString(mark.loss()));
        });
        tree.put("epoch_start", Double.toString(diagnostics.start()));
        tree.put("epoch_end", Double.toString(diagnostics.end()));
        tree.put("has_moved", diagnostics.hasMoved());
        tree.put("has_spoken", diagnostics.hasReported());
        tree.put("findings", diagnostics.diagnostics().stream().map(CheckpointState::tree).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> tree(EpochReport epoch) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("epoch", (long) epoch.epoch());
        tree.put("loss", Double.toString(epoch.loss()));
        epoch.validationLoss().ifPresent(loss -> tree.put("validation_loss", Double.toString(loss)));
        tree.put("learning_rate", Double.toString(epoch.learningRate()));
        tree.put("seconds", Double.toString(epoch.seconds()));
        tree.put("samples", epoch.samples());
        epoch.validationAccuracy().ifPresent(share -> tree.put("validation_accuracy", Double.toString(share)));
        return tree;
    }

    private static Map<String, Object> tree(Diagnostic diagnostic) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("message", diagnostic.message());
        tree.put("fatal", diagnostic.fatal());
        return tree;
    }

    /// @throws IllegalArgumentException if the text is something else
    /// @throws dev.hourglass.internal.json.JsonException if it is not JSON
    static CheckpointState parse(String text) {
        var tree = map(Json.parse(text));
        var epochs = list(tree, "epochs").stream().map(entry -> epoch(map(entry))).toList();
        for (int i = 0; i < epochs.size(); i++) {
            if (epochs.get(i).epoch() != i + 1) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "expected epoch %d, found %d", i + 1, epochs.get(i).epoch()));
            }
        }
        return new CheckpointState(
                whole(tree, "steps"),
                list(tree, "slots").stream().map(CheckpointState::text).toList(),
                new TrainingProgress(
                        epochs, count(tree, "step"), real(tree, "loss"), real(tree, "seconds"), leftOut(tree)),
                tree.containsKey("best_epoch")
                        ? Optional.of(new Mark(count(tree, "best_epoch"), real(tree, "best_loss")))
                        : Optional.empty(),
                new TrainingDiagnostics.State(
                        list(tree, "findings").stream().map(entry -> diagnostic(map(entry))).toList(),
                        real(tree, "epoch_start"),
                        real(tree, "epoch_end"),
                        truth(tree, "has_moved"),
                        truth(tree, "has_spoken")));
    }

    private static List<Integer> leftOut(Map<String, Object> tree) {
        return tree.containsKey("left_out")
                ? list(tree, "left_out").stream().map(CheckpointState::index).toList()
                : List.of();
    }

    private static int index(@Nullable Object value) {
        if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw unexpected("left_out", "numbers of samples", value);
    }

    private static EpochReport epoch(Map<String, Object> tree) {
        return new EpochReport(
                count(tree, "epoch"),
                real(tree, "loss"),
                maybe(tree, "validation_loss"),
                real(tree, "learning_rate"),
                real(tree, "seconds"),
                whole(tree, "samples"),
                maybe(tree, "validation_accuracy"));
    }

    private static OptionalDouble maybe(Map<String, Object> tree, String key) {
        return tree.containsKey(key) ? OptionalDouble.of(real(tree, key)) : OptionalDouble.empty();
    }

    private static Diagnostic diagnostic(Map<String, Object> tree) {
        return new Diagnostic(text(tree.get("message")), truth(tree, "fatal"));
    }

    private static long whole(Map<String, Object> tree, String key) {
        if (tree.get(key) instanceof Long number && number >= 0) {
            return number;
        }
        throw unexpected(key, "a whole number", tree.get(key));
    }

    private static int count(Map<String, Object> tree, String key) {
        long number = whole(tree, key);
        if (number > Integer.MAX_VALUE) {
            throw unexpected(key, String.format(Locale.ROOT, "at most %d", Integer.MAX_VALUE), number);
        }
        return (int) number;
    }

    private static double real(Map<String, Object> tree, String key) {
        return Double.parseDouble(text(tree.get(key)));
    }

    private static boolean truth(Map<String, Object> tree, String key) {
        if (tree.get(key) instanceof Boolean truth) {
            return truth;
        }
        throw unexpected(key, "true or false", tree.get(key));
    }

    private static List<?> list(Map<String, Object> tree, String key) {
        if (tree.get(key) instanceof List<?> list) {
            return list;
        }
        throw unexpected(key, "a list", tree.get(key));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected("the state", "a text", value);
    }

    /// @throws IllegalArgumentException if a tree of JSON is no object
    @SuppressWarnings("unchecked") // the JSON reader makes maps with text keys only
    static Map<String, Object> map(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw unexpected("the state", "an object", tree);
    }

    private static IllegalArgumentException unexpected(String key, String expected, @Nullable Object found) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "%s: expected %s, found %s", key, expected, found));
    }
}
