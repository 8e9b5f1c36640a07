package dev.hourglass.spec.corruption;

/// No corruption.
public record NoCorruption() implements Corruption {
    @Override
    public boolean isLocal() {
        return false;
    }
}
