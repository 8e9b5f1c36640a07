package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The protocols of the folder `verify`: each is trained for a few steps and measured, and gives the bits that stand in its file.
class ProtocolsTest {
    private static final Path PROTOCOLS = Path.of(System.getProperty("basedir", "."), "..", "verify");

    @Test
    void giveTheBitsThatTheirFilesSay() {
        var run = Hourglass.run("verify", "--quick", "--json", "--protocols", PROTOCOLS.toString());

        var results = JsonMapper.shared().readTree(run.out().getFirst()).get("results");
        assertThat(results.size()).isGreaterThan(10);
        assertThat(results.valueStream().filter(result -> !result.get("equal").asBoolean())
                .map(result -> result.get("name").asString() + ": " + result.get("value").asDouble()))
                .as("if a protocol has changed, its quick value is the new one here").isEmpty();
        assertThat(run.exitCode()).isZero();
    }
}
