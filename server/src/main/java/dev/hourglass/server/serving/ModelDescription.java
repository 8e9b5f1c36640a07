package dev.hourglass.server.serving;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.tensor.TensorInfo;
import java.util.List;

/// What is known of a model that is served.
///
/// @param version the first digits of the SHA-256 of the weights
/// @param inputs what it takes
/// @param outputs what it gives, each on request
public record ModelDescription(
        TrainedAutoencoder autoencoder, String version, List<TensorInfo> inputs, List<TensorInfo> outputs) {
    private static final int VERSION_DIGITS = 12;

    public ModelDescription {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    ModelDescription(TrainedAutoencoder autoencoder, List<TensorInfo> inputs, List<TensorInfo> outputs) {
        this(autoencoder, autoencoder.weightsSha256().substring(0, VERSION_DIGITS), inputs, outputs);
    }

    List<String> outputNames() {
        return outputs.stream().map(TensorInfo::name).toList();
    }
}
