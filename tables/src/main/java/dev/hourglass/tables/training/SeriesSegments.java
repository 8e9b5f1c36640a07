package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.table.CellText;
import dev.hourglass.table.RowSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The parts of series in which rows follow one another without a gap, and what was found on the way. A gap is where a row comes more than
/// 1.5 steps after the one before it, or has no time.
public final class SeriesSegments {
    private static final double GAP = 1.5;
    private static final int MOST_NAMED = 5;
    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private final SeriesTable table;
    private final double step;
    private final List<RowSegment> all = new ArrayList<>();
    private final List<Optional<String>> shortSeries = new ArrayList<>();
    private int unsorted;
    private int equal;
    private int timeless;
    private int gaps;
    private int shortParts;
    private int shortRows;
    private int longest;

    private SeriesSegments(SeriesTable table, double step) {
        this.table = table;
        this.step = step;
    }

    static SeriesSegments of(SeriesTable table, double step) {
        var segments = new SeriesSegments(table, step);
        table.series().forEach(segments::add);
        int length = table.windows().length();
        if (segments.all.isEmpty()) {
            throw new DataException(table.name(), String.format(Locale.ROOT,
                    "table.window: expected a series of at least %,d rows without a gap of more than %.1f steps (a step is %s), found at most %,d rows; choose a smaller window, or correct order and by",
                    length, GAP, segments.step(), segments.longest));
        }
        return segments;
    }

    private void add(SeriesTable.Series series) {
        int from = series.from();
        int known = all.size();
        int parts = shortParts;
        int rows = shortRows;
        for (int row = series.from(); row < series.to(); row++) {
            timeless += Double.isNaN(table.time(row)) ? 1 : 0;
            if (row > series.from() && isAfterGap(row)) {
                addPart(from, row);
                from = row;
            }
        }
        addPart(from, series.to());
        if (all.size() == known && shortParts == parts + 1) {
            shortSeries.add(series.name());
            shortParts = parts;
            shortRows = rows;
        }
    }

    private boolean isAfterGap(int row) {
        double after = table.time(row) - table.time(row - 1);
        unsorted += table.number(row) < table.number(row - 1) ? 1 : 0;
        equal += after == 0 ? 1 : 0;
        gaps += after > GAP * step ? 1 : 0;
        return !(after <= GAP * step);
    }

    private void addPart(int from, int to) {
        longest = Math.max(longest, to - from);
        if (to - from >= table.windows().length()) {
            all.add(new RowSegment(from, to));
        } else if (!Double.isNaN(table.time(from))) {
            shortParts++;
            shortRows += to - from;
        }
    }

    /// Those of as many rows as a window or more, rising.
    public List<RowSegment> all() {
        return List.copyOf(all);
    }

    /// What a user should know of the table, in sentences; none where there is nothing to say.
    public List<String> remarks() {
        var lines = new ArrayList<String>();
        var order = FoundNames.printable(table.windows().order());
        int length = table.windows().length();
        if (unsorted > 0) {
            lines.add(String.format(Locale.ROOT,
                    "%s not in the order of '%s': they were sorted, one series after the other",
                    rows(unsorted, "is", "are"), order));
        }
        if (equal > 0) {
            lines.add(String.format(Locale.ROOT,
                    "%s the same '%s' as the row before%s", rows(equal, "has", "have"), order,
                    table.windows().by().isEmpty()
                            ? ": if they are of several series, name their column with by"
                            : ""));
        }
        if (timeless > 0) {
            lines.add(String.format(Locale.ROOT, "%s without '%s' %s in no window", CountedNoun.text(timeless, "row"),
                    order,
                    timeless == 1 ? "is" : "are"));
        }
        if (gaps > 0) {
            lines.add(String.format(Locale.ROOT,
                    "%s of more than %.1f steps in '%s' (a step is %s): no window reaches over one",
                    CountedNoun.text(gaps, "gap"), GAP,
                    order, step()));
        }
        if (!shortSeries.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%,d series of fewer than %,d rows %s left out: %s%s",
                    shortSeries.size(), length, shortSeries.size() == 1 ? "is" : "are",
                    String.join(", ", shortSeries.stream().limit(MOST_NAMED)
                            .map(name -> name.map(text -> "'" + FoundNames.printable(text) + "'").orElse("no name"))
                            .toList()),
                    shortSeries.size() > MOST_NAMED ? " and others" : ""));
        }
        if (shortParts > 0) {
            lines.add(String.format(Locale.ROOT,
                    "%s of series between gaps %s fewer than %,d rows, %,d in all: left out",
                    CountedNoun.text(shortParts, "part"), shortParts == 1 ? "has" : "have",
                    length, shortRows));
        }
        return lines;
    }

    private String step() {
        if (!table.areTimes()) {
            return CellText.rounded(step);
        }
        if (step >= DAY) {
            return unit(step / DAY, "day");
        }
        if (step >= HOUR) {
            return unit(step / HOUR, "hour");
        }
        return step >= MINUTE ? unit(step / MINUTE, "minute") : unit(step, "second");
    }

    private static String unit(double count, String noun) {
        return CellText.rounded(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String rows(int count, String one, String several) {
        return CountedNoun.text(count, "row") + " " + (count == 1 ? one : several);
    }
}
