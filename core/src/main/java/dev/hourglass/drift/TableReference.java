package dev.hourglass.drift;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.TableSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The distributions of a table's columns in training, each as at most a few hundred counts of all its rows. Immutable.
public final class TableReference {
    private static final String MISSING = "missing";
    private static final String COUNTS = "counts";
    private static final String CUTS = "cuts";

    private final List<ColumnCounts> columns;

    private TableReference(List<ColumnCounts> columns) {
        this.columns = List.copyOf(columns);
    }

    /// The rows of some tables, read twice.
    ///
    /// @param tables at least one, of one schema
    public static TableReference of(EncodedTable... tables) {
        return new TableReference(new ReferenceBuilder(List.of(tables)).build());
    }

    List<ColumnCounts> columns() {
        return columns;
    }

    /// @throws SpecException if it is of other columns
    public void requireFit(TableSchema schema) {
        boolean fits = columns.size() == schema.columns().size();
        for (int i = 0; i < columns.size() && fits; i++) fits = columns.get(i).fits(schema.columns().get(i));
        if (!fits) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table.reference: expected the distributions of %d columns, found others",
                    schema.columns().size()));
        }
    }

    public String json() {
        return Json.write(columns.stream().map(TableReference::tree).toList());
    }

    private static Map<String, Object> tree(ColumnCounts column) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(MISSING, column.missing());
        tree.put(COUNTS, Arrays.stream(column.counts()).boxed().toList());
        if (column instanceof NumberCounts numbers) {
            tree.put(CUTS, text(numbers.cuts()));
        }
        return tree;
    }

    /// @throws SpecException if the text is not what [#json] gives
    public static TableReference parse(String text) {
        try {
            if (Json.parse(text) instanceof List<?> trees) {
                return new TableReference(trees.stream().map(TableReference::column).toList());
            }
        } catch (JsonException e) {
            throw new SpecException("table.reference: expected JSON: " + e.getMessage());
        }
        throw new SpecException("table.reference: expected a list of columns, found another value");
    }

    private static ColumnCounts column(Object tree) {
        if (tree instanceof Map<?, ?> map && map.get(MISSING) instanceof Long missing
                && map.get(COUNTS) instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            var counts = list.stream().mapToLong(count -> (Long) count).toArray();
            return map.get(CUTS) instanceof String cuts
                    ? new NumberCounts(missing, numbers(cuts), counts)
                    : new LevelCounts(missing, counts);
        }
        throw new SpecException("table.reference: expected missing and counts, found other keys");
    }

    /// Floats in little-endian order as Base64 (RFC 4648).
    private static String text(float... numbers) {
        var bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) bytes.putFloat(number);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] numbers(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
            var numbers = new float[bytes.remaining() / Float.BYTES];
            for (int i = 0; i < numbers.length; i++) numbers[i] = bytes.getFloat();
            return numbers;
        } catch (IllegalArgumentException e) {
            throw new SpecException("table.reference: expected numbers in Base64: " + e.getMessage());
        }
    }
}
