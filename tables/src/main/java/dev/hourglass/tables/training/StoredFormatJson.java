package dev.hourglass.tables.training;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.tables.ColumnKind;
import dev.hourglass.tables.StoredColumn;
import dev.hourglass.tables.StoredFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How the files of a table are written, as JSON for the model file.
final class StoredFormatJson {
    private static final String DELIMITER = "delimiter";
    private static final String COLUMNS = "columns";

    private StoredFormatJson() {}

    static String write(StoredFormat format) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(DELIMITER, format.delimiter());
        tree.put(COLUMNS, format.columns().stream()
                .map(column -> List.of(column.name(), column.kind().toString(), column.pattern())).toList());
        return Json.write(tree);
    }

    /// @throws SpecException if the text is no format
    static StoredFormat read(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> tree && tree.get(DELIMITER) instanceof String delimiter
                    && tree.get(COLUMNS) instanceof List<?> columns) {
                return new StoredFormat(delimiter, columns.stream().map(StoredFormatJson::column).toList());
            }
        } catch (JsonException e) {
            throw new SpecException("table.format: expected JSON: " + e.getMessage());
        }
        throw new SpecException("table.format: expected delimiter and columns, found others");
    }

    private static StoredColumn column(Object tree) {
        if (tree instanceof List<?> parts && parts.size() == 3 && parts.get(0) instanceof String name
                && parts.get(1) instanceof String kind && parts.get(2) instanceof String pattern) {
            for (var known : ColumnKind.values()) {
                if (known.toString().equals(kind)) {
                    return new StoredColumn(name, known, pattern);
                }
            }
        }
        throw new SpecException(
                String.format(Locale.ROOT, "table.format: expected [name, kind, pattern], found %s", tree));
    }
}
