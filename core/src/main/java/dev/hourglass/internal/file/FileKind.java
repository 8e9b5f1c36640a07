package dev.hourglass.internal.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a file of tensors is expected to be.
enum FileKind {
    /// A file of our own: 32-bit floats alone.
    MODEL("model"),
    /// Anybody's file in safetensors' layout, with tensors of any type.
    WEIGHTS("safetensors");

    private final String word;

    FileKind(String word) {
        this.word = word;
    }

    boolean accepts(ElementType type) {
        return this == WEIGHTS || type == ElementType.F32;
    }

    /// The types that are accepted, for messages.
    String types() {
        return Arrays.stream(ElementType.values())
                .filter(this::accepts)
                .map(ElementType::name)
                .collect(Collectors.joining(", "));
    }

    /// What is said of a file of another format.
    String refusal(ForeignFormat found) {
        return switch (this) {
            case MODEL ->
                String.format(Locale.ROOT, "expected a model file, found %s; %s", found.title(), found.modelRemedy());
            case WEIGHTS -> String.format(Locale.ROOT, "expected a safetensors file, found %s; %s", found.title(),
                    found.weightsRemedy());
        };
    }

    /// What messages call such a file.
    String word() {
        return word;
    }
}
