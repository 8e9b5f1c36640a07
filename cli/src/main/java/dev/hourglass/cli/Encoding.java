package dev.hourglass.cli;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The encoding in which the operating system hands over arguments and names of files, which follows from the locale.
final class Encoding {
    /// Stands in a text for bytes that mean nothing in its encoding.
    private static final char REPLACEMENT = '\uFFFD';

    private Encoding() {}

    /// The first argument that Java could not read, with what stands for the unreadable letters.
    static Optional<String> unreadable(String... arguments) {
        return Arrays.stream(arguments).filter(argument -> argument.indexOf(REPLACEMENT) >= 0).findFirst();
    }

    /// Why a name cannot be used, and what mends it.
    static String reason() {
        var encoding = System.getProperty("sun.jnu.encoding", "unknown");
        return encoding.equals("UTF-8")
                ? "its name is not in UTF-8, the encoding of the locale; rename it"
                : "the locale (%s) has the encoding %s, which lacks some letters of the name; set LC_ALL=C.UTF-8 or another UTF-8 locale"
                        .formatted(locale(), encoding);
    }

    /// The variable that decides, in POSIX's order.
    private static String locale() {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(name -> !Objects.requireNonNullElse(System.getenv(name), "").isEmpty())
                .findFirst()
                .map(name -> name + "=" + System.getenv(name))
                .orElse("LC_ALL and LANG are not set");
    }
}
