package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputActivation;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.Locale;
import java.util.Optional;

/// Greedy layer-wise training, before all layers are trained together: each dense layer of the encoder, with the layer of
/// the decoder that mirrors it, becomes an autoencoder of its own that learns the codes of the one below (Bengio et al.
/// 2007, section 3; with a corruption, Vincent et al. 2010, section 3.5).
///
/// The outermost autoencoder reconstructs samples and has the model's loss. The others reconstruct codes, which may be any
/// numbers, so their loss is the mean squared error unless another is asked for. Each has the activations that its two
/// layers have in the model, and the model's penalties: so the model that is trained afterwards computes what was
/// pretrained.
///
/// @param epochs of each layer, at least 1
/// @param corruption of what a layer is given, drawn anew for each sample and epoch; the codes for the next layer are those
///     of samples as they are
/// @param loss of all layers but the outermost
/// @param optimizer where absent, that of the training
/// @param batchSize samples a step; where absent, that of the training
public record Pretraining(
        int epochs, Corruption corruption, Loss loss, Optional<Optimizer> optimizer, Optional<Integer> batchSize) {

    public Pretraining {
        Require.positive("pretraining", "epochs", epochs);
        batchSize.ifPresent(samples -> Require.positive("pretraining", "batch", samples));
        if (corruption.needsImages()) {
            throw new SpecException(
                    "pretraining: corruption must be gaussian, masking or salt_and_pepper, because codes are not pictures, found a corruption of pictures");
        }
        if (corruption.needsBlocks()) {
            throw new SpecException(
                    "pretraining: corruption must be gaussian, masking or salt_and_pepper, because codes have no columns, found a corruption of columns");
        }
        if (loss.outputActivation() == OutputActivation.SOFTMAX || loss instanceof BlockLosses) {
            throw new SpecException(String.format(Locale.ROOT,
                    "pretraining: loss must be a reconstruction loss, found %s; remove it", loss.kind()));
        }
    }

    /// Without corruption, by mean squared error.
    public Pretraining(int epochs) {
        this(epochs, new NoCorruption(), new MeanSquaredError(), Optional.empty(), Optional.empty());
    }

    /// The same with corrupted inputs.
    public Pretraining withCorruption(Corruption other) {
        return new Pretraining(epochs, other, loss, optimizer, batchSize);
    }

    /// The same with another `epochs`.
    public Pretraining withEpochs(int epochs) {
        return new Pretraining(epochs, corruption, loss, optimizer, batchSize);
    }

    /// The same with another `loss`.
    public Pretraining withLoss(Loss loss) {
        return new Pretraining(epochs, corruption, loss, optimizer, batchSize);
    }

    /// The same with another `optimizer`.
    public Pretraining withOptimizer(Optimizer optimizer) {
        return new Pretraining(epochs, corruption, loss, Optional.of(optimizer), batchSize);
    }

    /// The same without `optimizer`.
    public Pretraining withoutOptimizer() {
        return new Pretraining(epochs, corruption, loss, Optional.empty(), batchSize);
    }

    /// The same with another `batchSize`.
    public Pretraining withBatchSize(int batchSize) {
        return new Pretraining(epochs, corruption, loss, optimizer, Optional.of(batchSize));
    }

    /// The same without `batchSize`.
    public Pretraining withoutBatchSize() {
        return new Pretraining(epochs, corruption, loss, optimizer, Optional.empty());
    }
}
