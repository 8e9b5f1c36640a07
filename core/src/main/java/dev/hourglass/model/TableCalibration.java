package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How high losses and scores usually are.
///
/// @param columns of each column, its losses in training rows
/// @param intervals of each column, where held-out cells lie around what is expected without them
/// @param references rows with which others are compared
/// @param cells of training rows, the mean surprise at their cells
/// @param distances of training rows, how far they lie from the references
/// @param rows the scores of held-out rows
record TableCalibration(
        List<Tail> columns, List<Interval> intervals, References references, Tail cells, Tail distances, Tail rows) {
    private static final String COLUMNS = "columns";
    private static final String INTERVALS = "intervals";
    private static final String REFERENCES = "references";
    private static final String CELLS = "cells";
    private static final String DISTANCES = "distances";
    private static final String ROWS = "rows";

    TableCalibration {
        columns = List.copyOf(columns);
        intervals = List.copyOf(intervals);
        requireIntervals(columns, intervals);
    }

    static void requireIntervals(List<Tail> columns, List<Interval> intervals) {
        if (columns.size() != intervals.size()) {
            throw new SpecException("calibration: expected an interval for each column, found " + intervals.size()
                    + " for " + columns.size());
        }
    }

    String json() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(COLUMNS, columns.stream().map(Tail::toTree).toList());
        tree.put(INTERVALS, intervals.stream().map(interval -> List.of(interval.low(), interval.high())).toList());
        tree.put(REFERENCES, references.toTree());
        tree.put(CELLS, cells.toTree());
        tree.put(DISTANCES, distances.toTree());
        tree.put(ROWS, rows.toTree());
        return Json.write(tree);
    }

    /// @throws SpecException if the text is no calibration
    static TableCalibration parse(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> tree && tree.get(COLUMNS) instanceof List<?> columns
                    && tree.get(INTERVALS) instanceof List<?> intervals) {
                return new TableCalibration(
                        columns.stream().map(Tail::fromTree).toList(), intervals(intervals),
                        References.fromTree(tree.get(REFERENCES)), Tail.fromTree(tree.get(CELLS)),
                        Tail.fromTree(tree.get(DISTANCES)), Tail.fromTree(tree.get(ROWS)));
            }
        } catch (JsonException e) {
            throw new SpecException("calibration: expected JSON: " + e.getMessage());
        }
        throw new SpecException("calibration: expected the keys columns and intervals, found others");
    }

    static List<Interval> intervals(List<?> trees) {
        var intervals = new ArrayList<Interval>();
        for (var tree : trees) {
            if (tree instanceof List<?> ends && ends.size() == 2 && ends.getFirst() instanceof Number low
                    && ends.getLast() instanceof Number high) {
                intervals.add(new Interval(low.doubleValue(), high.doubleValue()));
            } else {
                throw new SpecException("calibration: expected [low, high], found " + tree);
            }
        }
        return intervals;
    }
}
