package dev.hourglass.spec;

import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.Outputs;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.Penalty;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An autoencoder before it is trained: encoder, latent and decoder, the corruption of its input, and its objective.
///
/// The constructor follows the shapes from the input through every layer and refuses layers whose shapes do not chain.
///
/// A classifier is written in the same way: under [SoftmaxCrossEntropy] the decoder is its head.
///
/// @param input shape of a sample, and of its reconstruction
/// @param corruption of each sample, drawn anew in each epoch; the loss compares with the sample as it is
/// @param encoder from `input` to the code, or to what `latent` makes a code of; may be empty
/// @param latent how the code follows from the output of the encoder
/// @param decoder its last output has the shape of `input`, or of a classifier's classes
/// @param loss between input and reconstruction, or between classes and labels
/// @param penalties terms of the objective beside the loss, each kind at most once
/// @param tiedWeights whether the decoder's dense layers have the encoder's weights, transposed and in reverse order, with
///     biases of their own
public record Autoencoder(
        Shape input,
        Corruption corruption,
        List<Layer> encoder,
        Latent latent,
        List<Layer> decoder,
        Loss loss,
        List<Penalty> penalties,
        boolean tiedWeights) {

    public Autoencoder {
        encoder = List.copyOf(encoder);
        decoder = List.copyOf(decoder);
        penalties = List.copyOf(penalties);
        corruption.requireFits(input);
        requireBlocks(corruption, loss);
        var code = codeShape(input, encoder, latent);
        var output = Layer.chain("decoder", code.withMore(latent.classes()), decoder);
        var outputs = loss.outputs(input);
        if (!output.equals(outputs.shape())) {
            throw new SpecException(String.format(Locale.ROOT, "%s: expected output %s, %s, found %s; %s",
                    Layer.lastPlace("decoder", decoder), outputs.shape(), switch (outputs) {
                        case Reconstruction _ -> "the model's input";
                        case ClassProbabilities _ -> "one for each class";
                    }, output, remedy(outputs.shape(), output)));
        }
        loss.requireFits(latent, decoder);
        Skips.require(
                input.withMore(latent.classes()), encoder, latent, code.withMore(latent.classes()), decoder, penalties);
        requireOnce(penalties);
        for (var penalty : penalties) {
            penalty.requireFits(encoder, latent);
        }
        if (tiedWeights) {
            TiedWeights.require(
                    input.withMore(latent.classes()), encoder, code.withMore(latent.classes()), decoder);
        }
    }

    /// An autoencoder that is not corrupted, without penalties, whose decoder has weights of its own.
    public Autoencoder(Shape input, List<Layer> encoder, Latent latent, List<Layer> decoder, Loss loss) {
        this(input, new NoCorruption(), encoder, latent, decoder, loss, List.of(), false);
    }

    /// Likewise, whose code is the encoder's output.
    public Autoencoder(Shape input, List<Layer> encoder, List<Layer> decoder, Loss loss) {
        this(input, encoder, new DeterministicLatent(), decoder, loss);
    }

    /// The same with another `input`.
    public Autoencoder withInput(Shape input) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with another `corruption`.
    public Autoencoder withCorruption(Corruption corruption) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with another `encoder`.
    public Autoencoder withEncoder(List<Layer> encoder) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with another `latent`.
    public Autoencoder withLatent(Latent latent) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with another `decoder`.
    public Autoencoder withDecoder(List<Layer> decoder) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with another `loss`.
    public Autoencoder withLoss(Loss loss) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with other `penalties`.
    public Autoencoder withPenalties(Penalty... penalties) {
        return withPenalties(List.of(penalties));
    }

    /// The same with other `penalties`.
    public Autoencoder withPenalties(List<Penalty> penalties) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The same with `tiedWeights` on or off.
    public Autoencoder withTiedWeights(boolean tiedWeights) {
        return new Autoencoder(input, corruption, encoder, latent, decoder, loss, penalties, tiedWeights);
    }

    /// The penalty of a kind, if there is one.
    public <P extends Penalty> Optional<P> penalty(Class<P> kind) {
        return penalties.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// Whether a code is all that the decoder reads: not with skip connections, nor of a classifier.
    public boolean decodesCodes() {
        return !isClassifier() && !Skips.in(decoder);
    }

    /// Whether it asks for codes of few large numbers.
    public boolean isSparse() {
        return switch (latent) {
            case TopK _, WinnerTakeAll _ -> true;
            case DeterministicLatent _, GaussianLatent _ ->
                penalty(KlSparsity.class).isPresent() || penalty(L1Activity.class).isPresent();
        };
    }

    /// What the decoder's outputs mean, which follows from input and loss.
    public Outputs outputs() {
        return loss.outputs(input);
    }

    /// Whether it predicts classes instead of reconstructions.
    public boolean isClassifier() {
        return outputs() instanceof ClassProbabilities;
    }

    /// The shape of a code: what `encode` gives and `decode` takes.
    public Shape codeShape() {
        return codeShape(input, encoder, latent);
    }

    /// The shape of the encoder's output, before the latent.
    public Shape encoded() {
        return Layer.chain("encoder", input.withMore(latent.classes()), encoder);
    }

    private static Shape codeShape(Shape input, List<Layer> encoder, Latent latent) {
        return latent.codeShape(Layer.chain("encoder", input.withMore(latent.classes()), encoder));
    }

    private static String remedy(Shape input, Shape output) {
        if (output.size() == input.size()) {
            return "end the decoder with " + (input.isFlat() ? "flatten" : "reshape: " + input);
        }
        if (input.isFlat()) {
            return "end the decoder with a dense layer of units: " + input.size();
        }
        boolean sameExtent = output.dims().size() == input.dims().size() && output.height() == input.height()
                && output.width() == input.width();
        return sameExtent
                ? "set filters: " + input.channels() + " in the last layer"
                : "change the decoder's layers so that they end at " + input;
    }

    private static void requireBlocks(Corruption corruption, Loss loss) {
        if (corruption.needsBlocks() && !(loss instanceof BlockLosses)) {
            throw new SpecException(String.format(Locale.ROOT,
                    "corruption: expected a loss of blocks, which are corrupted one by one, found %s; use loss: blocks or another corruption",
                    loss.kind()));
        }
    }

    private static void requireOnce(List<Penalty> penalties) {
        var kinds = new HashSet<String>();
        for (var penalty : penalties) {
            if (!kinds.add(penalty.kind())) {
                throw new SpecException(String.format(Locale.ROOT,
                        "penalties: expected each at most once, found %s twice; keep one", penalty.kind()));
            }
        }
    }
}
