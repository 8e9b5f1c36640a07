package dev.hourglass.bench.race;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Steps beside a neighbour as a table in Markdown.
final class NeighbourTable {
    private record Column(String title, Function<NeighbourTimes, Optional<Spread>> cell) {}

    private final List<Column> columns = new ArrayList<>();

    NeighbourTable(List<Framework> frameworks, List<Integer> threads) {
        for (var framework : frameworks) {
            for (int count : threads) {
                columns.add(new Column(
                        "%s, %d".formatted(framework.title(), count),
                        times -> times.best(framework, count).map(Spread::of)));
            }
        }
        int least = Collections.min(threads);
        int most = Collections.max(threads);
        columns.add(new Column(
                "hourglass, %d / %d".formatted(least, most),
                times -> ratio(times.best(Framework.HOURGLASS, least), times.best(Framework.HOURGLASS, most))));
        for (var framework : frameworks) {
            if (!framework.isHourglass()) {
                columns.add(new Column(
                        "%s / hourglass".formatted(framework.title()),
                        times -> ratio(times.best(framework), times.best(Framework.HOURGLASS))));
            }
        }
    }

    /// In each round, so that a slow spell of the machine hits both.
    private static Optional<Spread> ratio(Optional<double[]> slow, Optional<double[]> fast) {
        return slow.flatMap(theirs -> fast.map(ours -> Spread.ofQuotients(theirs, ours)));
    }

    void print(PrintStream out, List<NeighbourTimes> rows) {
        out.printf("Milliseconds a step, threads; then times divided by each other, the best of each framework: median "
                + "(quartiles)%n%n| network | neighbour | %s |%n| --- | --- |%s%n",
                columns.stream().map(Column::title).collect(Collectors.joining(" | ")),
                " --- |".repeat(columns.size()));
        for (var row : rows) {
            out.printf("| %s | %s | %s |%n", row.network(), row.neighbour().title(),
                    columns.stream().map(column -> column.cell().apply(row).map(Spread::toString).orElse(""))
                            .collect(Collectors.joining(" | ")));
        }
    }
}
