package dev.hourglass.spec;

/// The code is the encoder's output.
public record Plain() implements Latent {
    @Override
    public String description() {
        return "";
    }
}
