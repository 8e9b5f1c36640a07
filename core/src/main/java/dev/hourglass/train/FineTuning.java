package dev.hourglass.train;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes a classifier of an autoencoder: a softmax head on its encoder, all of it trained on labelled samples (Hinton and
/// Salakhutdinov 2006; Bengio et al. 2007, section 3).
///
///     var fineTuning = FineTuning.of(model, 10).withDropout(0.2);
///     var result = fineTuning.trainer(options).train(labelled);
public final class FineTuning {
    private final TrainedAutoencoder pretrained;
    private final int classes;
    private final double dropout;

    private FineTuning(TrainedAutoencoder pretrained, int classes, double dropout) {
        this.pretrained = pretrained;
        this.classes = classes;
        this.dropout = dropout;
    }

    /// @param classes to predict, at least 2
    /// @throws SpecException if the model has no encoder that gives one code for each sample
    public static FineTuning of(TrainedAutoencoder model, int classes) {
        requireEncoder(model.spec());
        return new FineTuning(model, classes, 0);
    }

    /// Refuses models without an encoder to fine-tune.
    ///
    /// @throws SpecException naming the reason
    public static void requireEncoder(Autoencoder model) {
        if (model.isClassifier()) {
            throw new SpecException("the model is already a classifier; use the autoencoder that it was trained from");
        }
        if (!(model.latent() instanceof DeterministicLatent)) {
            throw new SpecException(
                    "expected an autoencoder with latent: plain to fine-tune, found another latent; train one without");
        }
    }

    /// The same with features set to zero at random (Srivastava et al. 2014) after each dense layer of the encoder.
    ///
    /// @param rate at least 0 and below 1; 0 for none
    public FineTuning withDropout(double rate) {
        return new FineTuning(pretrained, classes, rate);
    }

    /// The spec that is trained: the encoder, then a dense layer with one output for each class. Corruption, penalties and tied
    /// weights belong to reconstruction and are left out.
    public Autoencoder spec() {
        var model = pretrained.spec();
        var encoder = dropout > 0 ? withDropout(model.encoder()) : model.encoder();
        var head = new ArrayList<Layer>();
        if (!model.codeShape().isFlat()) {
            head.add(new Flatten());
        }
        head.add(new Dense(classes, Activation.IDENTITY));
        return new Autoencoder(model.input(), encoder, head, new SoftmaxCrossEntropy(classes));
    }

    private List<Layer> withDropout(List<Layer> layers) {
        var all = new ArrayList<Layer>();
        for (var layer : layers) {
            all.add(layer instanceof Residual(var body) ? new Residual(withDropout(body)) : layer);
            if (layer instanceof Dense) {
                all.add(new Dropout(dropout));
            }
        }
        return all;
    }

    /// A classifier with the encoder's weights and a head of random ones.
    ///
    /// @param seed decides the head's weights
    public TrainedAutoencoder begin(long seed) {
        var spec = spec();
        var weights = new ArrayList<Weights>();
        var random = TrainedAutoencoder.initial(spec, seed).weights();
        var learnt = pretrained.weights().stream().filter(tensor -> tensor.name().startsWith("encoder.")).toList();
        for (int i = 0; i < random.size(); i++) {
            var tensor = random.get(i);
            // Dropout between them changes the names of layers, never their order.
            weights.add(i < learnt.size() ? learnt.get(i).withName(tensor.name()) : tensor);
        }
        return TrainedAutoencoder.of(spec, List.copyOf(weights), Map.of());
    }

    /// A trainer of encoder and head together that starts from the pretrained encoder.
    public Trainer trainer(TrainingOptions options) {
        return new Trainer(spec(), options).startingFrom(begin(options.seed()));
    }

    /// A trainer of the same network that starts from random weights, to compare with.
    public Trainer fromScratch(TrainingOptions options) {
        return new Trainer(spec(), options);
    }
}
