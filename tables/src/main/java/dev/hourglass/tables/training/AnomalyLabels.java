package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which rows a label column calls anomalies: of two labels the one that says yes, or else the rarer one.
///
/// @param anomaly the label of the anomalies
/// @param other the label of all others
/// @param isAnomaly of each row that has a label
/// @param rows the numbers of these rows, counted from 0
public record AnomalyLabels(String anomaly, String other, boolean[] isAnomaly, int[] rows) {
    private static final Set<String> YES = Set.of("1", "true", "yes", "y", "t", "anomaly", "outlier", "fraud");
    private static final Set<String> TRUE = Set.of("true", "yes", "t", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "f", "n");
    private static final Set<String> NO = Set.of("0", "false", "no", "n", "f", "normal", "inlier");

    /// Whether a label says that a row is no anomaly.
    public static boolean isNo(String label) {
        return says(NO, label);
    }

    private static boolean says(Set<String> words, String label) {
        return words.contains(label.toLowerCase(Locale.ROOT));
    }

    /// Labels that come row by row. A byte is kept of each.
    static final class Collector {
        /// Kinds of labels that are counted, two more than there may be.
        private static final int MOST_KINDS = 100;
        private static final int EXAMPLES = 3;
        private static final byte NONE = -1;

        private final List<String> kinds = new ArrayList<>();
        private byte[] kindOf = new byte[1 << 10];
        private int rows;
        private boolean hasMoreKinds;

        /// @param labels of the next rows, null where there is none
        void add(@Nullable String[] labels) {
            for (var label : labels) {
                if (rows == kindOf.length) {
                    kindOf = Arrays.copyOf(kindOf, 2 * rows);
                }
                kindOf[rows++] = label == null ? NONE : kind(label);
            }
        }

        private byte kind(String label) {
            for (int known = 0; known < kinds.size(); known++) {
                if (isSame(kinds.get(known), label)) {
                    return (byte) known;
                }
            }
            if (kinds.size() == MOST_KINDS) {
                hasMoreKinds = true;
                return NONE;
            }
            kinds.add(label);
            return (byte) (kinds.size() - 1);
        }

        /// Whether both say the same, be it in other words.
        private static boolean isSame(String a, String b) {
            return a.equals(b) || (says(TRUE, a) && says(TRUE, b)) || (says(FALSE, a) && says(FALSE, b));
        }

        /// @throws DataException if they are not of two kinds
        AnomalyLabels labels() {
            if (kinds.size() != 2) {
                throw new DataException(String.format(Locale.ROOT,
                        "label: expected two labels, one for anomalies and one for all others, found %s; leave the label out, or name another column",
                        found()));
            }
            int anomaly = anomaly();
            var labelled = IntStream.range(0, rows).filter(row -> kindOf[row] != NONE).toArray();
            var isAnomaly = new boolean[labelled.length];
            for (int i = 0; i < isAnomaly.length; i++) isAnomaly[i] = kindOf[labelled[i]] == anomaly;
            return new AnomalyLabels(kinds.get(anomaly), kinds.get(1 - anomaly), isAnomaly, labelled);
        }

        private String found() {
            var sorted = kinds.stream().sorted().toList();
            if (hasMoreKinds) {
                return String.format(Locale.ROOT, "more than %d, such as %s", kinds.size(),
                        FoundNames.text(sorted.subList(0, EXAMPLES)));
            }
            return kinds.isEmpty() ? "none" : kinds.size() + ": " + FoundNames.text(sorted);
        }

        /// The kind of the anomalies.
        private int anomaly() {
            for (int kind = 0; kind < 2; kind++) {
                if (says(YES, kinds.get(kind)) && says(NO, kinds.get(1 - kind))) {
                    return kind;
                }
            }
            return IntStream.range(0, 2).boxed()
                    .min(Comparator.comparingLong(this::count).thenComparing(kinds::get))
                    .orElseThrow();
        }

        private long count(int kind) {
            return IntStream.range(0, rows).filter(row -> kindOf[row] == kind).count();
        }
    }

    /// What was taken for what, in a sentence.
    String remark() {
        return String.format(Locale.ROOT, "label '%s' is taken for the anomalies, '%s' for all other rows", anomaly,
                other);
    }

    /// Those of some rows.
    public AnomalyLabels among(IntPredicate some) {
        var chosen = IntStream.range(0, rows.length).filter(i -> some.test(rows[i])).toArray();
        var own = new boolean[chosen.length];
        for (int i = 0; i < own.length; i++) own[i] = isAnomaly[chosen[i]];
        return new AnomalyLabels(anomaly, other, own, IntStream.of(chosen).map(i -> rows[i]).toArray());
    }

    /// The scores of the rows that have a label.
    public double[] of(double[] scores) {
        var own = new double[rows.length];
        for (int i = 0; i < own.length; i++) own[i] = scores[rows[i]];
        return own;
    }
}
