package dev.hourglass.cli.output;

import dev.hourglass.experiments.report.TextTable;

import dev.hourglass.metric.Confusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A confusion matrix as lines of text.
public final class ConfusionText {
    /// Classes above which the table is left out.
    private static final int MOST_CLASSES = 30;

    private ConfusionText() {}

    /// The accuracy, then a row for each class and a column for each predicted class.
    ///
    /// @param names of the classes
    public static List<String> lines(Confusion confusion, List<String> names) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT, "%,d samples, accuracy %.2f %%", confusion.samples(), 100 * confusion.accuracy()));
        int classes = confusion.counts().length;
        if (classes > MOST_CLASSES) {
            return lines;
        }
        var table = new TextTable("l" + "r".repeat(classes));
        var head = new String[classes + 1];
        head[0] = "class \\ predicted";
        for (int c = 0; c < classes; c++) head[c + 1] = names.get(c);
        table.row(head);
        for (int c = 0; c < classes; c++) {
            var row = new String[classes + 1];
            row[0] = names.get(c);
            for (int t = 0; t < classes; t++) row[t + 1] = Integer.toString(confusion.counts()[c][t]);
            table.row(row);
        }
        lines.addAll(table.lines());
        return lines;
    }
}
