package dev.hourglass.tables;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds out what the texts of a table are. The first rows say what they may be; that is it only if all rows agree, so that no
/// later row surprises.
final class TextInference {
    private static final int FIRST_ROWS = 2_000;
    private static final int FEW = 20;
    /// So many conditions in a query, each of which takes memory of its own.
    private static final int BATCH = 256;

    private final DuckSession session;
    private final Relation relation;
    private final Optional<StoredFormat> stored;

    /// @param stored what is known already
    TextInference(DuckSession session, Relation relation, Optional<StoredFormat> stored) {
        this.session = session;
        this.relation = relation;
        this.stored = stored;
    }

    /// The columns of the relation, in its order.
    List<StoredColumn> columns() throws SQLException {
        var found = found(relation.columns().stream().filter(RawColumn::isText).map(RawColumn::name)
                .filter(name -> stored.isEmpty())
                .toList());
        return relation.columns().stream().map(raw -> column(raw, found)).toList();
    }

    private StoredColumn column(RawColumn raw, Map<String, TextPattern> found) {
        var known = stored.flatMap(format -> format.column(raw.name()));
        if (known.isPresent()) {
            return known.get();
        }
        var pattern = found.get(raw.name());
        return pattern == null
                ? new StoredColumn(raw.name(), raw.kind())
                : new StoredColumn(raw.name(), pattern.kind(), pattern.pattern());
    }

    private Map<String, TextPattern> found(List<String> names) throws SQLException {
        boolean isComma = !relation.delimiter().equals(",");
        var candidates = new LinkedHashMap<String, List<TextPattern>>();
        for (var name : names) {
            candidates.put(name, TextPattern.all(isComma));
        }
        var first = "(SELECT * FROM " + relation.from() + " LIMIT " + FIRST_ROWS + ")";
        var survivors = new LinkedHashMap<String, List<TextPattern>>();
        survivors(candidates, first, true)
                .forEach((name, patterns) -> survivors.put(name,
                        patterns.stream().flatMap(TextPattern::moments).toList()));
        return checked(survivors(survivors, first, true));
    }

    /// Of the patterns of each column the first that all its texts have. All rows are read once where the first rows were typical,
    /// else again.
    private Map<String, TextPattern> checked(Map<String, List<TextPattern>> patterns) throws SQLException {
        var found = new LinkedHashMap<String, TextPattern>();
        var left = patterns;
        while (!left.isEmpty()) {
            var likely = new LinkedHashMap<String, List<TextPattern>>();
            left.forEach((name, all) -> likely.put(name, all.subList(0, likely(all))));
            survivors(likely, relation.from(), false).forEach((name, kept) -> found.put(name, kept.getFirst()));
            var next = new LinkedHashMap<String, List<TextPattern>>();
            left.forEach((name, all) -> {
                if (!found.containsKey(name) && likely(all) < all.size()) {
                    next.put(name, all.subList(likely(all), all.size()));
                }
            });
            left = next;
        }
        return found;
    }

    /// How many of the patterns to look for at once: the first, that of numbers behind that of integers, or all if the first rows
    /// said nothing.
    private static int likely(List<TextPattern> patterns) {
        if (patterns.size() > FEW) {
            return patterns.size();
        }
        return patterns.getFirst().kind() == ColumnKind.INTEGER ? Math.min(2, patterns.size()) : 1;
    }

    /// Of the patterns of each column those that all its texts have.
    ///
    /// @param mayBeMissing whether a column without texts keeps its patterns
    private Map<String, List<TextPattern>> survivors(
            Map<String, List<TextPattern>> candidates, String from, boolean mayBeMissing) throws SQLException {
        var survivors = new LinkedHashMap<String, List<TextPattern>>();
        var batch = new LinkedHashMap<String, List<TextPattern>>();
        int size = 0;
        for (var candidate : candidates.entrySet()) {
            batch.put(candidate.getKey(), candidate.getValue());
            size += candidate.getValue().size();
            if (size >= BATCH) {
                survivors.putAll(survivorsOfBatch(batch, from, mayBeMissing));
                batch.clear();
                size = 0;
            }
        }
        survivors.putAll(survivorsOfBatch(batch, from, mayBeMissing));
        return survivors;
    }

    private Map<String, List<TextPattern>> survivorsOfBatch(
            Map<String, List<TextPattern>> candidates, String from, boolean mayBeMissing) throws SQLException {
        var checks = new ArrayList<String>();
        candidates.forEach((name, patterns) -> {
            checks.add("count(" + Sql.name(name) + ")");
            patterns.forEach(pattern -> checks.add("count(*) FILTER (WHERE " + pattern.holds(Sql.name(name)) + ")"));
        });
        if (checks.isEmpty()) {
            return Map.of();
        }
        var texts = candidates.keySet().stream().map(name -> CellSql.text(name) + " AS " + Sql.name(name))
                .collect(Collectors.joining(", "));
        var counts = session
                .rows(String.format(Locale.ROOT, "SELECT %s FROM (SELECT %s FROM %s)", String.join(", ", checks), texts,
                        from))
                .getFirst().iterator();
        var survivors = new LinkedHashMap<String, List<TextPattern>>();
        candidates.forEach((name, patterns) -> {
            var known = counts.next();
            var kept = patterns.stream().filter(_ -> String.valueOf(counts.next()).equals(known)).toList();
            if (!kept.isEmpty() && (mayBeMissing || !"0".equals(known))) {
                survivors.put(name, kept);
            }
        });
        return survivors;
    }
}
