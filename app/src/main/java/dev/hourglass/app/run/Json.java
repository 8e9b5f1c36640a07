package dev.hourglass.app.run;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Answers for machines.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// A JSON object on one line, its fields in the order of the map.
    public static String line(Map<String, ?> fields) {
        return MAPPER.writeValueAsString(fields);
    }
}
