package dev.hourglass.cli.command;

import picocli.CommandLine.Option;

/// The option that asks for an answer in the form that machines read.
final class JsonOption {
    @Option(names = "--json", description = "Print one JSON object on standard output.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }
}
