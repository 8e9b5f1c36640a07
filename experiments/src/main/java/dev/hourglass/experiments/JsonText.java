package dev.hourglass.experiments;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.TextFile;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers for machines.
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonText() {}

    /// A JSON object on one line, its fields in the order of the map.
    public static String line(Map<String, ?> fields) {
        return MAPPER.writeValueAsString(fields);
    }

    /// The fields of a file that holds one JSON object.
    ///
    /// @throws DataException if it cannot be read or holds something else
    public static Map<String, Object> read(Path file) {
        try {
            return MAPPER.readValue(TextFile.read(file), new TypeReference<Map<String, Object>>() {});
        } catch (JacksonException e) {
            throw new DataException(file, "cannot be read: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
