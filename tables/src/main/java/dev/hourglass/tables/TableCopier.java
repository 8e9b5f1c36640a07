package dev.hourglass.tables;

import dev.hourglass.table.BooleanType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.tables.CopiedColumn.BooleanWords;
import dev.hourglass.tables.OutputColumn.CellType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Finds out how the columns of a table are written again.
///
/// @param inputs the columns that are read
record TableCopier(Table table, Relation relation, List<ColumnSpec> inputs) {
    private static final double LARGEST_EXACT = 1L << 53;

    List<CopiedColumn> columns(TableFormat format) {
        var types = new HashMap<String, CellType>();
        for (var raw : relation.columns()) {
            types.put(raw.name(), format == TableFormat.CSV ? CellType.TEXT : type(raw));
        }
        keepDigits(types);
        if (format == TableFormat.JSON) {
            keepInfinities(types);
        }
        var words = words(types);
        var columns = new ArrayList<CopiedColumn>();
        for (var raw : relation.columns()) {
            var type = Objects.requireNonNull(types.get(raw.name()));
            columns.add(new CopiedColumn(new OutputColumn(raw.name(), type), stored(raw), words.get(raw.name())));
        }
        return columns;
    }

    /// The texts of CSV are what they were found to be; those of other files are texts.
    private CellType type(RawColumn raw) {
        return switch (relation.delimiter().isEmpty() ? raw.kind() : stored(raw).kind()) {
            case NUMBER -> CellType.NUMBER;
            case INTEGER -> CellType.INTEGER;
            case BOOLEAN -> CellType.BOOLEAN;
            case TEXT, DATE, TIMESTAMP, TIME, OTHER -> CellType.TEXT;
        };
    }

    private StoredColumn stored(RawColumn raw) {
        return table.format().column(raw.name()).orElseThrow();
    }

    /// Whole numbers that are too large to be exact become texts.
    private void keepDigits(Map<String, CellType> types) {
        var whole = relation.columns().stream().filter(raw -> types.get(raw.name()) == CellType.INTEGER).toList();
        if (whole.isEmpty()) {
            return;
        }
        var largest = table.aggregate(whole.stream()
                .map(raw -> "max(abs(" + new CellSql(raw, stored(raw), true).asFound() + "))").toList());
        for (int i = 0; i < whole.size(); i++) {
            var number = largest.get(i);
            if (number != null && Double.parseDouble(number) >= LARGEST_EXACT) {
                types.put(whole.get(i).name(), CellType.TEXT);
            }
        }
    }

    /// Numbers of which some are infinite become texts where the format has none.
    private void keepInfinities(Map<String, CellType> types) {
        var numbers = relation.columns().stream().filter(raw -> types.get(raw.name()) == CellType.NUMBER).toList();
        if (numbers.isEmpty()) {
            return;
        }
        var infinite = table.aggregate(numbers.stream()
                .map(raw -> "bool_or(isinf(" + new CellSql(raw, stored(raw), true).asFound() + "))").toList());
        for (int i = 0; i < numbers.size(); i++) {
            if ("true".equals(infinite.get(i))) {
                types.put(numbers.get(i).name(), CellType.TEXT);
            }
        }
    }

    /// Of columns that are read as booleans and written as texts: what stands for yes and no in the file.
    private Map<String, BooleanWords> words(Map<String, CellType> types) {
        var booleans = inputs.stream()
                .filter(spec -> spec.type() instanceof BooleanType && types.get(spec.name()) == CellType.TEXT)
                .map(spec -> relation.column(spec.name()).orElseThrow())
                .toList();
        var words = new HashMap<String, BooleanWords>();
        if (!booleans.isEmpty()) {
            var texts = table.aggregate(booleans.stream()
                    .flatMap(raw -> List.of(word(raw, 1), word(raw, 0)).stream()).toList());
            for (int i = 0; i < booleans.size(); i++) {
                words.put(booleans.get(i).name(),
                        new BooleanWords(Objects.requireNonNullElse(texts.get(2 * i), "true"),
                                Objects.requireNonNullElse(texts.get(2 * i + 1), "false")));
            }
        }
        return words;
    }

    private String word(RawColumn raw, int truth) {
        return String.format(Locale.ROOT, "min(%s) FILTER (WHERE %s = %d)", CellSql.text(raw.name()),
                new CellSql(raw, stored(raw), true).of(new BooleanType()), truth);
    }
}
