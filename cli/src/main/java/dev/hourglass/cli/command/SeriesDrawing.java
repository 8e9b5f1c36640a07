package dev.hourglass.cli.command;

import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.figure.SeriesFigure;
import dev.hourglass.experiments.figure.SeriesFigure.Curves;
import dev.hourglass.experiments.figure.SeriesFigure.Mark;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.model.WindowModel;
import dev.hourglass.model.WindowScores;
import dev.hourglass.tables.training.SeriesTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Draws scored rows: those of the series with the highest score, and of a long one those around it.
record SeriesDrawing(WindowModel model, SeriesTable series, WindowScores scores, Optional<LabelledStretches> labels) {
    private static final int MOST_ROWS = 2000;
    private static final int MOST_CURVES = 6;

    /// @param name of the table
    Figure draw(String name) {
        int highest = IntStream.range(0, scores.rows().length)
                .reduce((a, b) -> scores.rows()[b] > scores.rows()[a] || Double.isNaN(scores.rows()[a]) ? b : a)
                .orElseThrow();
        int first = highest;
        int last = highest + 1;
        while (first > 0 && series.by(first - 1).equals(series.by(highest))) first--;
        while (last < scores.rows().length && series.by(last).equals(series.by(highest))) last++;
        int from = Math.clamp(highest - MOST_ROWS / 2, first, Math.max(first, last - MOST_ROWS));
        int to = Math.min(last, from + MOST_ROWS);
        var part = Arrays.copyOfRange(scores.rows(), from, to);
        long anomalies = IntStream.range(from, to).filter(row -> scores.anomalies()[row]).count();
        var subtitle = "%s, %,d of them anomalies%s".formatted(CountedNoun.text(to - from, "row"), anomalies,
                labels.map(known -> "; " + known.found()).orElse(""));
        var title = name + series.by(highest).map(by -> ", " + FoundNames.printable(by)).orElse("");
        return new SeriesFigure(curves(from, to), part, model.threshold(), marks(from, to),
                IntStream.range(from, to).mapToObj(series::moment).toList()).draw(title, subtitle);
    }

    private List<Curves> curves(int from, int to) {
        var cells = model.numbers(series.rows(), from, to);
        var expected = model.expected(series.rows(), scores.windows(), from, to);
        var columns = model.schema().columns();
        var curves = new ArrayList<Curves>();
        for (int column = 0; column < columns.size() && curves.size() < MOST_CURVES; column++) {
            if (Arrays.stream(expected[column]).anyMatch(Double::isFinite)) {
                curves.add(new Curves(FoundNames.printable(columns.get(column).name()), cells[column],
                        expected[column]));
            }
        }
        return curves;
    }

    private List<Mark> marks(int from, int to) {
        return labels.stream().flatMap(known -> known.all().stream())
                .filter(stretch -> stretch.to() > from && stretch.from() < to)
                .map(stretch -> new Mark(FoundNames.printable(stretch.kind()), Math.max(stretch.from(), from) - from,
                        Math.min(stretch.to(), to) - from))
                .toList();
    }
}
