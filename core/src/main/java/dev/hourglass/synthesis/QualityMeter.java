package dev.hourglass.synthesis;

import dev.hourglass.data.DataException;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Measures how well synthetic rows are distributed like real ones, as the quality report of SDMetrics does: Kolmogorov and Smirnov's
/// distance of numbers passes over missing cells, in contingency tables and among categories missing is a category, and numbers beside
/// categories are in ten parts of equal width between the least and the most real one.
public final class QualityMeter {
    private static final int PARTS = 10;

    private final RowCells real;
    private final RowCells synthetic;

    private QualityMeter(RowCells real, RowCells synthetic) {
        this.real = real;
        this.synthetic = synthetic;
    }

    /// @param real cells of each column, in the schema's order, at least one row
    /// @param synthetic likewise
    /// @throws DataException if the cells are not those of the columns
    public static SyntheticQuality measure(
            TableSchema schema, List<ColumnValues> real, List<ColumnValues> synthetic) {
        return new QualityMeter(RowCells.of(schema, real), RowCells.of(schema, synthetic)).measure();
    }

    private SyntheticQuality measure() {
        var columns = real.schema().columns();
        var parts = IntStream.range(0, columns.size()).mapToObj(this::parts).toList();
        var shapes = new ArrayList<ColumnShape>();
        for (int i = 0; i < columns.size(); i++) {
            var name = columns.get(i).name();
            shape(i, parts.get(i)).ifPresent(score -> shapes.add(new ColumnShape(name, score)));
        }
        return new SyntheticQuality(shapes, trends(parts));
    }

    private List<PairTrend> trends(List<ColumnParts> parts) {
        var columns = real.schema().columns();
        int count = columns.size();
        // The pairs of one column after those of the other, whichever thread measures them.
        return IntStream.range(0, count * count).parallel()
                .filter(pair -> pair / count < pair % count)
                .mapToObj(pair -> {
                    int first = pair / count;
                    int second = pair % count;
                    var score = trend(first, second, parts);
                    return score.isEmpty() ? Optional.<PairTrend>empty()
                            : Optional.of(new PairTrend(columns.get(first).name(), columns.get(second).name(),
                                    score.getAsDouble()));
                })
                .flatMap(Optional::stream)
                .toList();
    }

    private OptionalDouble shape(int column, ColumnParts parts) {
        if (!real.isContinuous(column)) {
            return OptionalDouble.of(1 - parts.variation());
        }
        var own = known(real.numbers()[column]);
        var others = known(synthetic.numbers()[column]);
        return own.length == 0 || others.length == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(1 - distance(own, others));
    }

    /// Rising.
    private static double[] known(double... numbers) {
        return Arrays.stream(numbers).filter(number -> !Double.isNaN(number)).sorted().toArray();
    }

    /// The largest difference of two empirical distribution functions.
    ///
    /// @param first rising
    /// @param second rising
    static double distance(double[] first, double[] second) {
        int i = 0;
        int j = 0;
        double distance = 0;
        while (i < first.length && j < second.length) {
            double next = Math.min(first[i], second[j]);
            while (i < first.length && first[i] <= next) i++;
            while (j < second.length && second[j] <= next) j++;
            distance = Math.max(distance, Math.abs((double) i / first.length - (double) j / second.length));
        }
        return distance;
    }

    private OptionalDouble trend(int first, int second, List<ColumnParts> parts) {
        if (!real.isContinuous(first) || !real.isContinuous(second)) {
            return OptionalDouble.of(1 - parts.get(first).with(parts.get(second)).variation());
        }
        double own = correlation(real.numbers()[first], real.numbers()[second]);
        double others = correlation(synthetic.numbers()[first], synthetic.numbers()[second]);
        return Double.isNaN(own) || Double.isNaN(others) ? OptionalDouble.empty()
                : OptionalDouble.of(1 - Math.abs(own - others) / 2);
    }

    /// Pearson's (1895), over the rows where both are known; NaN where one does not vary.
    static double correlation(double[] x, double[] y) {
        var both = IntStream.range(0, x.length).filter(i -> !Double.isNaN(x[i]) && !Double.isNaN(y[i])).toArray();
        double meanX = 0;
        double meanY = 0;
        for (int i : both) {
            meanX += x[i] / both.length;
            meanY += y[i] / both.length;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i : both) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? Math.clamp(xy / (StrictMath.sqrt(xx) * StrictMath.sqrt(yy)), -1, 1) : Double.NaN;
    }

    private ColumnParts parts(int column) {
        double[] own = real.numbers()[column];
        double[] others = synthetic.numbers()[column];
        if (real.isContinuous(column)) {
            double least = Arrays.stream(own).filter(number -> !Double.isNaN(number)).min().orElse(0);
            double most = Arrays.stream(own).filter(number -> !Double.isNaN(number)).max().orElse(0);
            double width = (most - least) / PARTS;
            return new ColumnParts(parts(own, least, width), parts(others, least, width), PARTS + 1);
        }
        int levels = 1 + (int) Math.max(Arrays.stream(own).filter(level -> level >= 0).max().orElse(0),
                Arrays.stream(others).filter(level -> level >= 0).max().orElse(0));
        return new ColumnParts(levels(own, levels), levels(others, levels), levels + 1);
    }

    private static int[] parts(double[] numbers, double least, double width) {
        return Arrays.stream(numbers).mapToInt(number -> Double.isNaN(number) ? PARTS
                : width > 0 ? Math.clamp((int) ((number - least) / width), 0, PARTS - 1) : 0).toArray();
    }

    private static int[] levels(double[] numbers, int missing) {
        return Arrays.stream(numbers).mapToInt(level -> Double.isNaN(level) ? missing : (int) level).toArray();
    }
}
