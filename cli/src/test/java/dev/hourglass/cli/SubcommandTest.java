package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SubcommandTest {
    private static final Console CONSOLE = Console.plain(
            new ByteArrayOutputStream(), new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @ParameterizedTest
    @EnumSource
    void hasTheNameOfItsCommand(Subcommand subcommand) {
        assertThat(new CommandLine(subcommand.make(CONSOLE)).getCommandName()).isEqualTo(subcommand.title());
    }

    @ParameterizedTest
    @EnumSource
    void aloneIsWantedWhereTheArgumentsBeginWithIt(Subcommand subcommand) {
        assertThat(Subcommand.wanted(subcommand.title(), "--help")).containsExactly(subcommand);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--verbose", "tran", "TRAIN", ""})
    void allAreWantedElse(String first) {
        assertThat(Subcommand.wanted(first, "train")).containsExactly(Subcommand.values());
        assertThat(Subcommand.wanted()).containsExactly(Subcommand.values());
    }

    @Test
    void knowsWhatTrains() {
        assertThat(Subcommand.trains("train", "a.yaml")).isTrue();
        assertThat(Subcommand.trains("evaluate", "train")).isFalse();
        assertThat(Subcommand.trains()).isFalse();
    }
}
