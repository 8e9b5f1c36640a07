package dev.hourglass.profile;

/// One layer's work in one direction, in all steps measured.
///
/// @param seconds summed over threads
/// @param multiplyAdds that the mathematics asks for: those of padded samples, padded outputs and of the zeros around a
///        picture do not count, whatever the engine does
public record Pass(double seconds, long multiplyAdds) {
    /// Both together.
    public Pass plus(Pass other) {
        return new Pass(seconds + other.seconds, multiplyAdds + other.multiplyAdds);
    }

    /// Billions of floating-point operations a second, two for each multiply-add, on one thread; 0 where there are none.
    public double gigaflops() {
        return multiplyAdds == 0 ? 0 : 2 * multiplyAdds / (seconds * 1e9);
    }
}
