package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.ColumnProfile.LevelCount;
import dev.hourglass.tables.TextStatistics.StrayText;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes note of the cells of one column.
final class ColumnAccumulator {
    /// As many levels are counted here; where there are more, DuckDB counts them.
    private static final int MOST_LEVELS = 10_000;
    private static final int EXAMPLES = 3;
    private static final double DAY = 86_400;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.,]*[0-9][0-9.,]*([eE][+-]?[0-9]+)?");

    private static final Pattern DATE = Pattern
            .compile(
                    "([0-9]{4}([./-])[0-9]{1,2}\\2[0-9]{1,2}|[0-9]{1,2}([./-])[0-9]{1,2}\\3([0-9]{4}|[0-9]{2}))([ T].*)?");

    private final StoredColumn column;
    private final Map<Object, Count> levels = new HashMap<>();
    private final RunningMoments moments = new RunningMoments();
    private boolean hasMoreLevels;
    private long rows;
    private long known;
    private double last = Double.NEGATIVE_INFINITY;
    private double smallest = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;
    private boolean isRising = true;
    private String first = "";
    private String end = "";
    private long length;
    private long withBlank;
    private long withNumber;
    private @Nullable StrayText stray;
    private @Nullable StrayText infinite;
    private long withDate;
    private final List<StrayText> dates = new ArrayList<>();

    ColumnAccumulator(StoredColumn column) {
        this.column = column;
    }

    /// How often, and after how many others it was met first.
    private static final class Count {
        private final int order;
        private long rows = 1;

        Count(int order) {
            this.order = order;
        }
    }

    void add(ColumnValues values) {
        rows += values.rows();
        switch (values) {
            case ColumnValues.Numbers(var numbers) -> {
                for (int i = 0; i < numbers.length; i++) addNumber(numbers[i], rows - numbers.length + i + 1);
            }
            case ColumnValues.Texts(var texts) -> {
                for (int i = 0; i < texts.length; i++) {
                    var text = texts[i];
                    if (text != null) addText(text, rows - texts.length + i + 1);
                }
            }
        }
    }

    private void addNumber(double number, long row) {
        if (!Double.isFinite(number)) {
            if (infinite == null && Double.isInfinite(number)) {
                infinite = new StrayText(number > 0 ? "inf" : "-inf", row);
            }
            return;
        }
        known++;
        moments.add(number);
        smallest = Math.min(smallest, number);
        largest = Math.max(largest, number);
        isRising &= number > last;
        last = number;
        countLevel(number == 0 ? 0.0 : number);
    }

    private void addText(String text, long row) {
        first = known == 0 || text.compareTo(first) < 0 ? text : first;
        end = known == 0 || text.compareTo(end) > 0 ? text : end;
        known++;
        length += text.length();
        if (text.indexOf(' ') >= 0) {
            withBlank++;
        }
        if (isNumber(text)) {
            withNumber++;
        } else if (stray == null) {
            stray = new StrayText(text, row);
        }
        if (isDate(text)) {
            addDate(new StrayText(text, row));
        }
        countLevel(text);
    }

    private void addDate(StrayText date) {
        withDate++;
        if (dates.isEmpty() || (dates.size() == 1 && !form(date).equals(form(dates.getFirst())))) {
            dates.add(date);
        }
    }

    /// How a date is written, its digits aside.
    private static String form(StrayText date) {
        return date.text().replaceAll("[0-9]{1,2}", "0");
    }

    private static boolean isDate(String text) {
        return !text.isEmpty() && text.charAt(0) <= '9' && text.charAt(0) >= '0' && DATE.matcher(text).matches();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.charAt(0) <= '9' && NUMBER.matcher(text).matches();
    }

    private void countLevel(Object level) {
        var count = levels.get(level);
        if (count != null) {
            count.rows++;
        } else if (levels.size() < MOST_LEVELS) {
            levels.put(level, new Count(levels.size()));
        } else {
            hasMoreLevels = true;
        }
    }

    /// @param table where more is to be found, for whole numbers and texts of many levels
    ColumnProfile profile(Table table) {
        return new ColumnProfile(column, rows, rows - known, distinct(table),
                known > 0 && column.kind().isNumeric() ? Optional.of(numbers()) : Optional.empty(),
                known > 0 && column.kind() == ColumnKind.TEXT ? Optional.of(texts()) : Optional.empty(), examples(),
                frequent(), Optional.ofNullable(infinite));
    }

    private DistinctCount distinct(Table table) {
        if (!hasMoreLevels) {
            return new DistinctCount(levels.size(), true);
        }
        return column.kind() == ColumnKind.NUMBER
                ? new DistinctCount(MOST_LEVELS, false)
                : new DistinctCount(table.distinct(column.name()), true);
    }

    private NumberStatistics numbers() {
        return new NumberStatistics(smallest, largest, moments.mean(), moments.variance(), moments.skewness(),
                isRising);
    }

    private TextStatistics texts() {
        return new TextStatistics(first, end, (double) length / known, (double) withBlank / known,
                (double) withNumber / known, withNumber > 0 ? Optional.ofNullable(stray) : Optional.empty(),
                (double) withDate / known, dates);
    }

    private List<String> examples() {
        return levels.entrySet().stream()
                .sorted(Comparator.comparingInt(level -> level.getValue().order))
                .limit(EXAMPLES)
                .map(level -> written(level.getKey()))
                .toList();
    }

    private List<LevelCount> frequent() {
        if (hasMoreLevels) {
            return List.of();
        }
        return levels.entrySet().stream()
                .map(level -> new LevelCount(written(level.getKey()), level.getValue().rows))
                .sorted(Comparator.comparingLong(LevelCount::rows).reversed().thenComparing(LevelCount::level))
                .toList();
    }

    private String written(Object cell) {
        if (!(cell instanceof Double number)) {
            return Objects.toString(cell);
        }
        return switch (column.kind()) {
            case BOOLEAN -> number == 1 ? "true" : "false";
            case DATE -> Instant.ofEpochSecond(number.longValue()).atZone(ZoneOffset.UTC).toLocalDate().toString();
            case TIMESTAMP -> Instant.ofEpochSecond((long) Math.floor(number)).toString();
            case TIME -> LocalTime.ofSecondOfDay(Math.min((long) DAY - 1, number.longValue())).toString();
            case NUMBER, INTEGER, TEXT, OTHER -> TableReader.shortest(number.toString());
        };
    }
}
