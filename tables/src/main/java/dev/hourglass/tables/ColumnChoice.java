package dev.hourglass.tables;

import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TimestampType;
import dev.hourglass.tables.ColumnPlan.ColumnRole;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides what a column is of which nothing was said.
final class ColumnChoice {
    /// Of a column with more levels, so many are kept.
    static final int MOST_LEVELS = CategoricalType.MOST;

    private static final double SKEWED = 3;
    /// From so many rows on, cells that all differ say something.
    private static final int ENOUGH = 20;
    private static final double NEARLY_ALL = 0.9;
    private static final double MOSTLY = 0.5;
    private static final int MONTHS = 12;
    private static final double LONG_TEXT = 30;
    private static final int FEW = 10;
    private static final int SPREAD = 3;
    private static final Pattern IDENTIFIER = Pattern.compile(
            "(?i:(^|.*[^a-z0-9])(id|ids|uid|uuid|guid|key|pk|rowid|rownum|index))$|.*[a-z0-9](Id|ID|Uuid|UUID|Guid|GUID|Key)$");
    private static final Pattern CODE = Pattern.compile(
            "(?i)(^|.*[^a-z0-9])(code|codes|zip|zipcode|postcode|postal|plz|type|class|category|cat|group|status|region)$");

    private final ColumnProfile column;

    private ColumnChoice(ColumnProfile column) {
        this.column = column;
    }

    static ColumnPlan of(ColumnProfile column) {
        var choice = new ColumnChoice(column);
        return choice.withInfinite(choice.plan());
    }

    private ColumnPlan plan() {
        if (column.known() == 0) {
            return leftOut("all cells are missing");
        }
        return switch (column.column().kind()) {
            case OTHER -> leftOut("lists or structures: select their parts with a query");
            case NUMBER -> isConstant() ? constant() : number("numbers" + written());
            case INTEGER -> isConstant() ? constant() : integer();
            case TIME -> isConstant() ? constant() : number("times of day, in seconds since midnight");
            case BOOLEAN -> isConstant() ? constant() : input(new BooleanType(), "two values: " + values());
            case DATE, TIMESTAMP -> isConstant() ? constant() : input(new TimestampType(), moments());
            case TEXT -> isConstant() ? constant() : withDates(withStray(text()));
        };
    }

    private boolean isConstant() {
        return column.distinct().count() == 1;
    }

    private ColumnPlan constant() {
        return leftOut(String.format(Locale.ROOT, "constant: %s in every row%s", values(),
                column.missing() > 0 ? " where it is not missing" : ""));
    }

    private ColumnPlan integer() {
        var numbers = column.numbers().orElseThrow();
        long distinct = column.distinct().count();
        if (distinct == 2 && numbers.least() == 0 && numbers.most() == 1) {
            return input(new BooleanType(), "only 0 and 1");
        }
        if (isIdentifierByName() && (distinct > MOST_LEVELS || isNearlyAllDistinct())) {
            return leftOut(String.format(Locale.ROOT, "an identifier, as its name says: %s values in %,d rows",
                    column.distinct(),
                    column.known()));
        }
        if (distinct == column.known() && numbers.isRising() && column.known() >= ENOUGH) {
            return leftOut("an identifier: every value is larger than the one before");
        }
        if (isIdentifierByName() || CODE.matcher(column.name()).matches()) {
            return distinct <= MOST_LEVELS
                    ? category("integers that its name calls codes")
                    : number("integers of " + column.distinct()
                            + " values: if they are codes, call the column categorical");
        }
        if (distinct <= FEW && numbers.most() - numbers.least() + 1 >= (double) SPREAD * distinct) {
            return category("few integers, far apart, as codes are");
        }
        return number("integers" + written());
    }

    private ColumnPlan number(String found) {
        var numbers = column.numbers().orElseThrow();
        double largest = Math.max(Math.abs(numbers.least()), Math.abs(numbers.most()));
        if (largest > NumericType.LARGEST) {
            return input(new NumericType(Scale.LOG),
                    String.format(Locale.ROOT, "%s of up to %.2e, too large for another scale", found, largest));
        }
        boolean isSkewed = Math.abs(numbers.skewness()) > SKEWED;
        return isSkewed
                ? input(new NumericType(Scale.LOG),
                        String.format(Locale.ROOT, "%s, skewness %.1f", found, numbers.skewness()))
                : input(new NumericType(Scale.STANDARD), found);
    }

    private ColumnPlan text() {
        var texts = column.texts().orElseThrow();
        double share = (double) column.distinct().count() / column.known();
        if (share > MOSTLY && texts.meanLength() > LONG_TEXT && texts.wordShare() > MOSTLY) {
            return leftOut(String.format(Locale.ROOT, "free text: %.0f characters on average, %s different",
                    texts.meanLength(),
                    TablePlan.share(share)));
        }
        if (isNearlyAllDistinct()) {
            return leftOut(String.format(Locale.ROOT, "an identifier: %s different texts in %,d rows",
                    column.distinct(), column.known()));
        }
        if (isIdentifierByName() && column.distinct().count() > MOST_LEVELS) {
            return leftOut(String.format(Locale.ROOT, "an identifier, as its name says: %s different texts",
                    column.distinct()));
        }
        return category("texts");
    }

    /// Says which text made texts of a column that is mostly numbers, and what to do if that is a mistake.
    private ColumnPlan withStray(ColumnPlan plan) {
        var texts = column.texts().orElseThrow();
        if (texts.stray().isEmpty() || texts.numberShare() <= MOSTLY) {
            return plan;
        }
        var stray = texts.stray().get();
        return new ColumnPlan(plan.profile(), plan.role(), plan.type(), String.format(Locale.ROOT,
                "%s; %s are numbers, but '%s' in row %,d is not: correct it, or have it missing with --query 'SELECT * REPLACE (TRY_CAST(%s AS DOUBLE) AS %5$s) FROM data'",
                plan.reason(), TablePlan.share(texts.numberShare()), FoundNames.printable(stray.text()), stray.row(),
                Sql.name(FoundNames.printable(column.name()))));
    }

    /// Says where the first number is that a training will refuse.
    private ColumnPlan withInfinite(ColumnPlan plan) {
        if (column.infinite().isEmpty() || plan.role() != ColumnRole.INPUT) {
            return plan;
        }
        var infinite = column.infinite().get();
        return new ColumnPlan(plan.profile(), plan.role(), plan.type(), String.format(Locale.ROOT,
                "%s; '%s' in row %,d is not finite: correct it, or have it missing with %s", plan.reason(),
                infinite.text(), infinite.row(), Sql.missingWhereInfinite(column.name())));
    }

    /// Says why a column that is mostly dates is one of texts, and how to have it read as dates.
    private ColumnPlan withDates(ColumnPlan plan) {
        var texts = column.texts().orElseThrow();
        if (texts.dateShare() <= MOSTLY) {
            return plan;
        }
        var first = texts.dates().getFirst();
        var share = TablePlan.share(texts.dateShare());
        if (texts.dates().size() == 1) {
            return plan.withReason(String.format(Locale.ROOT,
                    "%s; %s look like dates, as '%s' in row %,d, but not all are dates of one way of writing: correct the others",
                    plan.reason(), share, first.text(), first.row()));
        }
        var second = texts.dates().getLast();
        return plan.withReason(String.format(Locale.ROOT,
                "%s; %s look like dates, written in several ways, as '%s' in row %,d and '%s' in row %,d: write them in one, or read them with %s",
                plan.reason(), share, first.text(), first.row(), second.text(), second.row(),
                DateQuery.ofSeveral(column.name(), first.text(), second.text())));
    }

    private ColumnPlan category(String found) {
        long distinct = column.distinct().count();
        return distinct <= MOST_LEVELS
                ? input(new CategoricalType((int) distinct),
                        String.format(Locale.ROOT, "%s of %,d values", found, distinct))
                : input(new CategoricalType(MOST_LEVELS), String.format(Locale.ROOT,
                        "%s of %,d values: the %,d most frequent are kept%s, the others are 'other'", found,
                        distinct,
                        MOST_LEVELS, covered()));
    }

    private String covered() {
        if (column.frequent().isEmpty()) {
            return "";
        }
        long rows = column.frequent().stream().limit(MOST_LEVELS).mapToLong(ColumnProfile.LevelCount::rows).sum();
        return " (" + TablePlan.share((double) rows / column.known()) + " of rows)";
    }

    private boolean isNearlyAllDistinct() {
        return column.known() >= ENOUGH && column.distinct().count() > NEARLY_ALL * column.known();
    }

    private boolean isIdentifierByName() {
        return IDENTIFIER.matcher(column.name()).matches();
    }

    private String moments() {
        var pattern = column.column().pattern();
        return column.column().kind() + "s" + (pattern.isEmpty() ? "" : " written like " + pattern + swapped(pattern));
    }

    /// Where no day is beyond the 12th, days may be months. Which it is somebody has to say.
    private String swapped(String pattern) {
        var days = column.frequent().stream().map(level -> DateQuery.day(level.level())).toList();
        if (!DateQuery.isSwappable(pattern) || days.isEmpty() || days.stream().anyMatch(day -> day > MONTHS)) {
            return "";
        }
        var other = DateQuery.swapped(pattern);
        return String.format(Locale.ROOT, "; they could as well be %s: if they are, read them with %s", other,
                DateQuery.ofOther(column.name(), pattern, column.column().kind()));
    }

    private String written() {
        return column.column().pattern().isEmpty() ? "" : " written like " + column.column().pattern();
    }

    private String values() {
        return String.join(" and ", quoted(column.examples()));
    }

    private static List<String> quoted(List<String> texts) {
        return texts.stream().map(text -> "'" + FoundNames.printable(text) + "'").toList();
    }

    private ColumnPlan input(ColumnType type, String reason) {
        return new ColumnPlan(column, ColumnRole.INPUT, Optional.of(type), reason);
    }

    private ColumnPlan leftOut(String reason) {
        return new ColumnPlan(column, ColumnRole.LEFT_OUT, Optional.empty(), reason);
    }
}
