package dev.hourglass.spec.latent;

/// The code is the encoder's output.
public record DeterministicLatent() implements Latent {
    @Override
    public String kind() {
        return "plain";
    }

    @Override
    public String description() {
        return "";
    }
}
