package dev.hourglass.train;

import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.internal.file.TensorFileException;
import dev.hourglass.internal.file.TensorFileReader;
import dev.hourglass.internal.file.TensorFileWriter;
import dev.hourglass.internal.file.TensorSlice;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.SpecException;
import dev.hourglass.train.Checkpoint.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A checkpoint as a file: the layout and the checksums of a model file, with more tensors.
///
/// After the weights under their own names come those of the optimizer, as `optimizer.mean.encoder.0.weight`, and the
/// best weights so far, as `best.encoder.0.weight`. The last tensor, `state`, is the text of a JSON object, a byte in each number:
/// it grows with every epoch, and a header may have no more than a mebibyte.
final class CheckpointFile {
    private static final int VERSION = 1;
    private static final String KIND = "hourglass-checkpoint";
    private static final Pattern FORMAT = Pattern.compile(KIND + " ([1-9]\\d{0,8})");
    private static final String SPEC = "spec";
    private static final String OPTIONS = "options";
    private static final String TRAINING_DATA = "checkpoint.training";
    private static final String VALIDATION_DATA = "checkpoint.validation";
    private static final String OPTIMIZER = "optimizer.";
    private static final String BEST = "best.";
    private static final String STATE = "state";

    private CheckpointFile() {}

    static void write(Checkpoint checkpoint, Path file) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put(SPEC, Json.write(Notation.writeModel(checkpoint.spec())));
        metadata.put(OPTIONS, Json.write(Notation.writeTraining(checkpoint.options())));
        metadata.put(TRAINING_DATA, checkpoint.fingerprints().training());
        checkpoint.fingerprints().validation().ifPresent(print -> metadata.put(VALIDATION_DATA, print));
        metadata.putAll(checkpoint.model().metadata());
        var layout = checkpoint.model().weights();
        var tensors = new ArrayList<TensorSlice>();
        add(tensors, "", layout, checkpoint.engine().weights());
        for (var slot : checkpoint.engine().slots()) {
            add(tensors, OPTIMIZER + slot.name() + ".", layout, slot.values());
        }
        checkpoint.best().ifPresent(best -> best.model()
                .weights()
                .forEach(tensor -> tensors
                        .add(new TensorSlice(BEST + tensor.name(), tensor.shape(), tensor.values(), 0))));
        tensors.add(state(CheckpointState.of(checkpoint).text()));
        try {
            TensorFileWriter.write(file, KIND + " " + VERSION, metadata, tensors);
        } catch (TensorFileException e) {
            throw toException(e);
        }
    }

    private static void add(List<TensorSlice> tensors, String prefix, List<Weights> layout, float[] values) {
        int offset = 0;
        for (var tensor : layout) {
            tensors.add(new TensorSlice(prefix + tensor.name(), tensor.shape(), values, offset));
            offset += tensor.values().length;
        }
    }

    private static TensorSlice state(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return new TensorSlice(STATE, List.of(values.length), values, 0);
    }

    private static ModelFileException toException(TensorFileException e) {
        return new ModelFileException(e.path(), e.offset(), e.reason(), e);
    }

    static Checkpoint read(Path file) {
        try (var reader = TensorFileReader.open(file)) {
            requireVersion(reader);
            var values = reader.readAll();
            return new Reading(reader, values).checkpoint();
        } catch (TensorFileException e) {
            throw toException(e);
        }
    }

    private static void requireVersion(TensorFileReader reader) {
        var format = reader.metadata().getOrDefault("format", "none");
        var version = FORMAT.matcher(format);
        if (!version.matches()) {
            throw reader.refuse(String.format(Locale.ROOT, "expected a checkpoint of format '%s %d', found '%s'", KIND,
                    VERSION, format));
        }
        if (Integer.parseInt(version.group(1)) > VERSION) {
            throw reader
                    .refuse(String.format(Locale.ROOT,
                            "expected format version %d to %d, found %s; resume with the newer Hourglass that wrote it",
                            VERSION, VERSION, version.group(1)));
        }
        if (reader.headerChecksum().isEmpty()
                || reader.tensors().stream().anyMatch(tensor -> tensor.checksum().isEmpty())) {
            throw reader.refuse("expected a checksum of the header and of every tensor, found fewer");
        }
    }

    /// A file whose checksums hold, and which may still hold something else than a checkpoint.
    private record Reading(TensorFileReader reader, float[] values) {
        Checkpoint checkpoint() {
            try {
                var spec = Notation.readModel(tree(SPEC));
                var options = Notation.readTraining(tree(OPTIONS));
                var state = CheckpointState.parse(state());
                var metadata = new LinkedHashMap<>(reader.metadata());
                var fingerprints = new Fingerprints(text(TRAINING_DATA),
                        Optional.ofNullable(metadata.get(VALIDATION_DATA)));
                metadata.keySet().removeAll(List.of("format", SPEC, OPTIONS, TRAINING_DATA, VALIDATION_DATA));
                var plain = TrainedAutoencoder.of(spec, new OwnedFloats(plain()), metadata);
                var layout = plain.weights();
                var slots = state.slots().stream()
                        .map(name -> new Slot(name, group(OPTIMIZER + name + ".", layout)))
                        .toList();
                var best = state.best().map(mark -> new BestEpoch(
                        mark.epoch(), mark.loss(),
                        TrainedAutoencoder.of(spec, new OwnedFloats(group(BEST, layout)), metadata)));
                requireNames(layout, state);
                var engine = new EngineState(state.steps(), group("", layout), slots);
                var model = options.average().isEmpty()
                        ? plain
                        : TrainedAutoencoder.of(
                                spec, new OwnedFloats(engine.modelWeights(options.average())), metadata);
                return new Checkpoint(model, options, fingerprints, engine, state.progress(), best,
                        state.diagnostics());
            } catch (JsonException | SpecException | IllegalArgumentException | ClassCastException e) {
                throw reader.refuse("this is not a checkpoint: " + e.getMessage());
            }
        }

        private Map<String, Object> tree(String key) {
            return CheckpointState.map(Json.parse(text(key)));
        }

        private String text(String key) {
            var text = reader.metadata().get(key);
            if (text == null) {
                throw reader.refuse(String.format(Locale.ROOT, "expected %s, found none", key));
            }
            return text;
        }

        private String state() {
            var tensors = reader.tensors();
            if (tensors.isEmpty() || !tensors.getLast().name().equals(STATE)) {
                throw reader.refuse("expected the tensor state at the end, found none");
            }
            int from = (int) (tensors.getLast().from() / Float.BYTES);
            var bytes = new byte[values.length - from];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) values[from + i];
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// The weights, before their number is known.
        private float[] plain() {
            long bytes = reader.tensors().stream()
                    .filter(tensor -> !tensor.name().equals(STATE))
                    .filter(tensor -> !tensor.name().startsWith(OPTIMIZER) && !tensor.name().startsWith(BEST))
                    .mapToLong(tensor -> tensor.bytes())
                    .sum();
            return slice(0, bytes);
        }

        /// The values of the tensors of a model under names that begin with a prefix.
        private float[] group(String prefix, List<Weights> layout) {
            var named = reader.tensors().stream()
                    .filter(tensor -> layout.stream().anyMatch(like -> tensor.name().equals(prefix + like.name())))
                    .toList();
            long bytes = 0;
            for (int i = 0; i < layout.size(); i++) {
                if (i == named.size() || !named.get(i).name().equals(prefix + layout.get(i).name())
                        || !named.get(i).shape().equals(layout.get(i).shape())
                        || named.get(i).from() != named.getFirst().from() + bytes) {
                    throw reader.refuse(
                            String.format(Locale.ROOT, "expected tensor %s%s %s after those before it, found another",
                                    prefix, layout.get(i).name(), layout.get(i).shape()));
                }
                bytes += named.get(i).bytes();
            }
            return named.isEmpty() ? new float[0] : slice(named.getFirst().from(), bytes);
        }

        private float[] slice(long from, long bytes) {
            var slice = new float[(int) (bytes / Float.BYTES)];
            System.arraycopy(values, (int) (from / Float.BYTES), slice, 0, slice.length);
            return slice;
        }

        private void requireNames(List<Weights> layout, CheckpointState state) {
            int groups = 1 + state.slots().size() + (state.best().isPresent() ? 1 : 0);
            int expected = layout.size() * groups + 1;
            if (reader.tensors().size() != expected) {
                throw reader.refuse(
                        String.format(Locale.ROOT, "expected %d tensors, found %d", expected, reader.tensors().size()));
            }
        }
    }
}
