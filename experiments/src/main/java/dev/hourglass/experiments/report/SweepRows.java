package dev.hourglass.experiments.report;

import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.experiments.figure.SweepFigure;
import dev.hourglass.experiments.sweep.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The results of a sweep, as columns, as a table in CSV and as curves.
///
/// @param results of trials in which the same things vary
public record SweepRows(List<TrialResult> results) {
    private static final String SEED = "train.seed";
    private static final String CODE = "code size";
    private static final String ERROR = "mse";
    private static final String PCA = "pca_mse";

    public SweepRows {
        results = List.copyOf(results);
    }

    /// A header, then a line for each trial: what varies, the code size, what it cost, every measure, and why it failed.
    public String csv() {
        var metrics = metrics();
        var csv = new CsvWriter(Stream.of(
                keys().stream(), Stream.of("code_size", "parameters", "epochs", "seconds"),
                metrics.stream().map("test_"::concat),
                Stream.of("failure", "folder"))
                .flatMap(columns -> columns)
                .toList());
        for (var result : results) {
            var cells = new ArrayList<>(result.values().values());
            cells.add(Integer.toString(result.codeSize()));
            cells.add(Long.toString(result.parameters()));
            cells.add(Integer.toString(result.epochs()));
            cells.add(Double.toString(result.seconds()));
            metrics.forEach(name -> cells
                    .add(Optional.ofNullable(result.metrics().get(name)).map(Object::toString).orElse("")));
            cells.add(result.failure().orElse(""));
            cells.add(result.folder());
            csv.row(cells);
        }
        return csv.text();
    }

    /// What varies.
    List<String> keys() {
        return results.stream().findFirst().map(result -> List.copyOf(result.values().keySet())).orElse(List.of());
    }

    /// The names of all measures that a trial has.
    List<String> metrics() {
        var names = new LinkedHashSet<String>();
        results.forEach(result -> names.addAll(result.metrics().keySet()));
        return List.copyOf(names);
    }

    /// Error against code size or, where that is the same everywhere, against the first number that varies; empty where
    /// no number does. Seeds are averaged over.
    public Optional<Figure> figure(String subtitle) {
        var done = results.stream().filter(result -> result.metrics().containsKey(ERROR)).toList();
        var places = places();
        var horizontal = places.entrySet().stream()
                .filter(entry -> done.stream().mapToDouble(entry.getValue()).distinct().count() > 1)
                .findFirst();
        return horizontal.map(entry -> {
            var key = entry.getKey();
            var place = entry.getValue();
            var series = new TreeMap<String, SortedMap<Double, Double>>(Comparator.naturalOrder());
            done.stream()
                    .collect(Collectors.groupingBy(result -> name(result, key)))
                    .forEach((name, group) -> series.put(name, means(group, place, ERROR)));
            return new SweepFigure(key, series, pca(done, place)).draw(subtitle);
        });
    }

    /// Code size, then every variation whose values are all numbers.
    private Map<String, ToDoubleFunction<TrialResult>> places() {
        var places = new LinkedHashMap<String, ToDoubleFunction<TrialResult>>();
        places.put(CODE, TrialResult::codeSize);
        for (var key : keys()) {
            boolean isNumber = results.stream()
                    .allMatch(result -> String.valueOf(result.values().get(key))
                            .matches("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?"));
            if (isNumber && !key.equals(SEED) && !key.equals("code")) {
                places.put(key, result -> Double.parseDouble(String.valueOf(result.values().get(key))));
            }
        }
        return places;
    }

    private static String name(TrialResult result, String horizontal) {
        return result.values().entrySet().stream()
                .filter(value -> !value.getKey().equals(SEED) && !value.getKey().equals(horizontal))
                .filter(value -> !(horizontal.equals(CODE) && value.getKey().equals("code")))
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private static SortedMap<Double, Double> means(
            List<TrialResult> results, ToDoubleFunction<TrialResult> place, String metric) {
        return results.stream()
                .filter(result -> result.metrics().containsKey(metric))
                .collect(Collectors.groupingBy(
                        place::applyAsDouble, TreeMap::new,
                        Collectors.averagingDouble(result -> result.metrics().getOrDefault(metric, Double.NaN))));
    }

    /// Empty where components have different errors at one place, as under noise that varies.
    private static SortedMap<Double, Double> pca(List<TrialResult> results, ToDoubleFunction<TrialResult> place) {
        var means = means(results, place, PCA);
        boolean isOne = results.stream()
                .filter(result -> result.metrics().containsKey(PCA))
                .allMatch(result -> {
                    double mean = means.getOrDefault(place.applyAsDouble(result), Double.NaN);
                    return Math.abs(result.metrics().getOrDefault(PCA, Double.NaN) - mean) <= 1e-9 * mean;
                });
        return isOne ? means : new TreeMap<>();
    }

}
