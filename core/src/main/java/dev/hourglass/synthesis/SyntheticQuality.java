package dev.hourglass.synthesis;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// How well synthetic rows are distributed like real ones, by the measures of SDMetrics' quality report (Patki et al. 2016; docs.sdv.dev).
///
/// @param shapes of each column that has known cells in both
/// @param trends of each pair of columns of which that can be said: a correlation needs numbers that differ
public record SyntheticQuality(List<ColumnShape> shapes, List<PairTrend> trends) {
    public SyntheticQuality {
        shapes = List.copyOf(shapes);
        trends = List.copyOf(trends);
    }

    /// The mean of the columns' scores; empty where there are none.
    public OptionalDouble columnShapes() {
        return mean(shapes, ColumnShape::score);
    }

    /// The mean of the pairs' scores; empty where there are none.
    public OptionalDouble pairTrends() {
        return mean(trends, PairTrend::score);
    }

    /// The mean of both means, of that of the columns alone where there are no pairs.
    public OptionalDouble overall() {
        var columns = columnShapes();
        var pairs = pairTrends();
        return columns.isPresent() && pairs.isPresent()
                ? OptionalDouble.of((columns.getAsDouble() + pairs.getAsDouble()) / 2)
                : columns;
    }

    private static <T> OptionalDouble mean(List<T> all, ToDoubleFunction<T> score) {
        double sum = 0;
        for (var one : all) sum += score.applyAsDouble(one);
        return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / all.size());
    }
}
