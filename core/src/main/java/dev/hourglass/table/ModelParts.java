package dev.hourglass.table;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Skip;
import dev.hourglass.spec.penalty.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is said of the autoencoder of a table's rows; what is not said is chosen. Input and loss follow from the columns.
///
/// @param autoencoder says that the layers are chosen, as they are where nothing is said
/// @param encoder from the features of a row; given together with the decoder
/// @param decoder its layers but for the last one, which has an output for each feature of a row and is always chosen: nobody has to
///     count features
public record ModelParts(
        Optional<Automation> autoencoder,
        Optional<Corruption> corruption,
        Optional<List<Layer>> encoder,
        Optional<Latent> latent,
        Optional<List<Layer>> decoder,
        Optional<List<Penalty>> penalties,
        Optional<Boolean> tiedWeights) {
    /// What chooses the layers.
    public enum Automation {
        /// By the columns and the number of rows.
        AUTO,
        /// Likewise, those of a variational autoencoder, from which new rows can be drawn; its latent as well, where none is given.
        VARIATIONAL
    }

    /// All is chosen.
    public static final ModelParts NONE = new ModelParts(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// @throws SpecException if the layers are given in part, or beside `auto`, or the latent needs classes
    public ModelParts {
        encoder = encoder.map(List::copyOf);
        decoder = decoder.map(List::copyOf);
        penalties = penalties.map(List::copyOf);
        if (encoder.isPresent() != decoder.isPresent()) {
            throw new SpecException(encoder.isPresent()
                    ? "model: expected encoder and decoder, found the encoder alone; add decoder: [] or the layers before its last one, which is added"
                    : "model: expected encoder and decoder, found the decoder alone; add encoder, or remove decoder");
        }
        if (encoder.isPresent() && autoencoder.isPresent()) {
            throw new SpecException(
                    "model: expected autoencoder: auto or layers, found both; remove autoencoder, or encoder and decoder");
        }
        if (autoencoder.equals(Optional.of(Automation.VARIATIONAL))
                && latent.isPresent() && !(latent.get() instanceof GaussianLatent)) {
            throw new SpecException(String.format(Locale.ROOT,
                    "model: expected latent: gaussian beside autoencoder: variational, found %s; remove latent, or use autoencoder: auto",
                    latent.get().kind()));
        }
        if (decoder.isPresent() && decoder.get().stream().anyMatch(Skip.class::isInstance)) {
            throw new SpecException(
                    "model: expected a decoder without skip connections, because a model of a table decodes the codes of known rows, found one; remove concatenate and add");
        }
        if (latent.isPresent() && latent.get().classes() > 0) {
            throw new SpecException(
                    "model: expected a latent without classes, found classes of a table, whose label is no input; remove classes");
        }
    }

    /// Whether the model is a variational autoencoder.
    public boolean isVariational() {
        return autoencoder.equals(Optional.of(Automation.VARIATIONAL))
                || latent.filter(GaussianLatent.class::isInstance).isPresent();
    }

    /// All parts of a model.
    public static ModelParts of(Autoencoder model) {
        var decoder = model.decoder();
        return new ModelParts(
                Optional.empty(),
                Optional.of(model.corruption()),
                Optional.of(model.encoder()),
                Optional.of(model.latent()),
                Optional.of(decoder.subList(0, decoder.size() - 1)),
                Optional.of(model.penalties()).filter(penalties -> !penalties.isEmpty()),
                Optional.of(model.tiedWeights()).filter(isTied -> isTied));
    }

    /// The model of these parts, and of the chosen one's where nothing is said.
    ///
    /// @throws SpecException if the layers do not chain
    public Autoencoder over(Autoencoder chosen) {
        return new Autoencoder(
                chosen.input(),
                corruption.orElse(chosen.corruption()),
                encoder.orElse(chosen.encoder()),
                latent.orElse(chosen.latent()),
                decoder.map(layers -> complete(layers, chosen)).orElse(chosen.decoder()),
                chosen.loss(),
                penalties.orElse(chosen.penalties()),
                tiedWeights.orElse(chosen.tiedWeights()));
    }

    private static List<Layer> complete(List<Layer> layers, Autoencoder chosen) {
        var complete = new ArrayList<>(layers);
        complete.add(chosen.decoder().getLast());
        return complete;
    }

    /// The same with another `autoencoder`.
    public ModelParts withAutoencoder(Automation autoencoder) {
        return new ModelParts(Optional.of(autoencoder), corruption, encoder, latent, decoder, penalties, tiedWeights);
    }

    /// The same without `autoencoder`.
    public ModelParts withoutAutoencoder() {
        return new ModelParts(Optional.empty(), corruption, encoder, latent, decoder, penalties, tiedWeights);
    }

    /// The same with another `corruption`.
    public ModelParts withCorruption(Corruption corruption) {
        return new ModelParts(autoencoder, Optional.of(corruption), encoder, latent, decoder, penalties, tiedWeights);
    }

    /// The same without `corruption`.
    public ModelParts withoutCorruption() {
        return new ModelParts(autoencoder, Optional.empty(), encoder, latent, decoder, penalties, tiedWeights);
    }

    /// The same with another `encoder`.
    public ModelParts withEncoder(List<Layer> encoder) {
        return new ModelParts(autoencoder, corruption, Optional.of(encoder), latent, decoder, penalties, tiedWeights);
    }

    /// The same without `encoder`.
    public ModelParts withoutEncoder() {
        return new ModelParts(autoencoder, corruption, Optional.empty(), latent, decoder, penalties, tiedWeights);
    }

    /// The same with another `latent`.
    public ModelParts withLatent(Latent latent) {
        return new ModelParts(autoencoder, corruption, encoder, Optional.of(latent), decoder, penalties, tiedWeights);
    }

    /// The same without `latent`.
    public ModelParts withoutLatent() {
        return new ModelParts(autoencoder, corruption, encoder, Optional.empty(), decoder, penalties, tiedWeights);
    }

    /// The same with another `decoder`.
    public ModelParts withDecoder(List<Layer> decoder) {
        return new ModelParts(autoencoder, corruption, encoder, latent, Optional.of(decoder), penalties, tiedWeights);
    }

    /// The same without `decoder`.
    public ModelParts withoutDecoder() {
        return new ModelParts(autoencoder, corruption, encoder, latent, Optional.empty(), penalties, tiedWeights);
    }

    /// The same with another `penalties`.
    public ModelParts withPenalties(List<Penalty> penalties) {
        return new ModelParts(autoencoder, corruption, encoder, latent, decoder, Optional.of(penalties), tiedWeights);
    }

    /// The same without `penalties`.
    public ModelParts withoutPenalties() {
        return new ModelParts(autoencoder, corruption, encoder, latent, decoder, Optional.empty(), tiedWeights);
    }

    /// The same with another `tiedWeights`.
    public ModelParts withTiedWeights(boolean tiedWeights) {
        return new ModelParts(autoencoder, corruption, encoder, latent, decoder, penalties, Optional.of(tiedWeights));
    }

    /// The same without `tiedWeights`.
    public ModelParts withoutTiedWeights() {
        return new ModelParts(autoencoder, corruption, encoder, latent, decoder, penalties, Optional.empty());
    }
}
