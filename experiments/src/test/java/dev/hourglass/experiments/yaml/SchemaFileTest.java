package dev.hourglass.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.notation.Notation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

class SchemaFileTest {
    /// With `-Dhourglass.writeSchema=true` writes the files instead.
    @Test
    void publishesTheSchemaOfTheNotation() throws IOException {
        requirePublished("experiment.schema.json", Notation.schema());
        requirePublished("table.schema.json", Notation.tableSchema());
        requirePublished("protocol.schema.json", Notation.protocolSchema());
    }

    private static void requirePublished(String name, Map<String, Object> schema) throws IOException {
        if (Boolean.getBoolean("hourglass.writeSchema")) {
            var file = Path.of(System.getProperty("basedir", "."), "src/main/resources/dev/hourglass/experiments/yaml",
                    name);
            Files.writeString(file, pretty(schema) + "\n");
            return;
        }
        try (InputStream published = Objects.requireNonNull(SpecFile.class.getResourceAsStream(name), name)) {
            var text = new String(published.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Json.parse(text))
                    .as("the notation has changed; regenerate the schema with mvn test -pl experiments -am"
                            + " -Dtest=SchemaFileTest -Dsurefire.failIfNoSpecifiedTests=false"
                            + " -Dhourglass.writeSchema=true")
                    .isEqualTo(schema);
        }
    }

    private static String pretty(Object tree) {
        var separators = Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER);
        var printer = new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return JsonMapper.shared().writer().with(printer).writeValueAsString(tree);
    }
}
