package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.DenseStack;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Trains the dense layers of an autoencoder one by one, from the input to the code: each with its mirror image in the
/// decoder as an autoencoder on the codes of the one below (Bengio et al. 2007, section 3).
final class LayerwisePretraining {
    private static final long STREAM = 0x6c61796572L;
    /// Samples that are encoded at a time.
    private static final int BLOCK = 4096;

    private final TrainingOptions options;
    private final Pretraining pretraining;
    private final RunContext context;
    private final DenseStack stack;

    /// @param options of the training that follows
    /// @param context of the training that follows, whose listeners hear of each layer and which can be stopped here already
    LayerwisePretraining(
            Autoencoder spec, TrainingOptions options, Pretraining pretraining, RunContext context) {
        this.options = options;
        this.pretraining = pretraining;
        this.context = context;
        this.stack = DenseStack.of(spec);
    }

    /// The values of the tensors that layers had in their own trainings, by their names in the whole autoencoder; those of
    /// layers that were not reached are left out.
    Map<String, float[]> train(Dataset data) {
        var trained = new HashMap<String, float[]>();
        var samples = data;
        for (int level = 0; level < stack.levels().size() && !context.isStopping().getAsBoolean(); level++) {
            var layer = train(level, samples);
            keep(stack.levels().get(level), layer, trained);
            samples = codes(layer, samples);
        }
        return trained;
    }

    private TrainedAutoencoder train(int level, Dataset samples) {
        var own = TrainingOptions.of(pretraining.optimizer().orElse(options.optimizer()))
                .withEpochs(pretraining.epochs())
                .withBatchSize(Math.min(pretraining.batchSize().orElse(options.batchSize()), samples.size()))
                .withSeed(Randomness.key(options.seed(), STREAM, level));
        return new Trainer(stack.autoencoder(level, pretraining), own)
                .withThreads(context.threads())
                .withListener(new LayerListener(level))
                .stopWhen(context.isStopping())
                .train(samples)
                .model();
    }

    private static void keep(DenseStack.Level level, TrainedAutoencoder layer, Map<String, float[]> trained) {
        for (var tensor : layer.weights()) {
            var name = tensor.name()
                    .replace("encoder.0.", "encoder." + level.encoderIndex() + ".")
                    .replace("decoder.0.", "decoder." + level.decoderIndex() + ".");
            trained.put(name, tensor.values());
        }
    }

    private static Dataset codes(TrainedAutoencoder layer, Dataset samples) {
        int size = layer.spec().codeShape().size();
        var values = new float[Math.multiplyExact(samples.size(), size)];
        for (int from = 0; from < samples.size(); from += BLOCK) {
            var codes = layer.encode(samples.slice(from, Math.min(from + BLOCK, samples.size())));
            for (int i = 0; i < codes.length; i++) {
                System.arraycopy(codes[i], 0, values, (from + i) * size, size);
            }
        }
        return Dataset.ofFloats("codes", Shape.of(size), values, Optional.empty());
    }

    /// Reports one layer's training to the listeners of the whole training.
    private final class LayerListener implements TrainingListener {
        private final int level;

        LayerListener(int level) {
            this.level = level;
        }

        @Override
        public void onEpoch(EpochReport epoch) {
            var report = new PretrainingReport(level + 1, stack.levels().size(), pretraining.epochs(), epoch);
            context.listeners().forEach(listener -> listener.onPretraining(report));
        }

        @Override
        public void onDiagnostic(Diagnostic finding) {
            var placed = new Diagnostic(
                    String.format(Locale.ROOT, "pretraining of layer %d: %s", level + 1, finding.message()),
                    finding.fatal());
            context.listeners().forEach(listener -> listener.onDiagnostic(placed));
        }
    }
}
