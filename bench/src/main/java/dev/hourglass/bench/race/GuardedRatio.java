package dev.hourglass.bench.race;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A published ratio that must not fall.
record GuardedRatio(PublishedMeasure measure, Path spec) {
    String network() {
        return Workload.nameOf(spec);
    }

    @Override
    public String toString() {
        return network() + ", " + measure;
    }

    /// Reads `MEASURE:SPEC`.
    static final class Converter implements ITypeConverter<GuardedRatio> {
        @Override
        public GuardedRatio convert(String text) {
            int split = text.indexOf(':');
            for (var measure : PublishedMeasure.values()) {
                if (split >= 0 && measure.toString().equals(text.substring(0, split))) {
                    return new GuardedRatio(measure, Path.of(text.substring(split + 1)));
                }
            }
            throw new TypeConversionException("expected one of %s, a colon and a path, found %s".formatted(
                    Arrays.stream(PublishedMeasure.values()).map(PublishedMeasure::toString)
                            .collect(Collectors.joining(", ")),
                    text));
        }
    }
}
