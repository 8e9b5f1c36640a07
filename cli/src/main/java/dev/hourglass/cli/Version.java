package dev.hourglass.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// Which Hourglass this is, on which Java.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"hourglass %s (Java %s)".formatted(number(), Runtime.version())};
    }

    /// From the jar's manifest, which classes outside a jar do not have.
    private static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "development");
    }
}
