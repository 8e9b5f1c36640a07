package dev.hourglass.cli;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The class path of the tests, for processes that they start.
public final class ClassPath {
    private ClassPath() {}

    public static String whole() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /// Without the entries whose names hold a word.
    static String without(String word) {
        return Arrays.stream(whole().split(File.pathSeparator))
                .filter(entry -> !entry.contains(word))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
