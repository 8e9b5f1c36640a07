package dev.hourglass.experiments.verification;

/// The value of a protocol's quick form.
///
/// @param value that was measured
public record QuickResult(ProtocolFile file, double value, double seconds) {
    /// The value that it has on every machine.
    public double expected() {
        return file.protocol().verify().quick().expected();
    }

    /// Whether all bits are as expected.
    public boolean isExpected() {
        return Double.compare(value, expected()) == 0;
    }
}
