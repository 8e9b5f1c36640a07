package dev.hourglass.server.serving;

import dev.hourglass.table.ColumnValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows of one or more requests, as a model reads them.
///
/// @param features `[row][feature]`, one row behind the other; not to be changed
/// @param labels the class of each row; empty where the model is not conditioned on labels
/// @param cells of each column of a table, from which reasons are told; empty where rows came encoded
public record InputRows(int count, float[] features, List<String> labels, List<ColumnValues> cells) {
    static InputRows of(int count, float[] features) {
        return new InputRows(count, features, List.of(), List.of());
    }

    /// The rows of several requests in turn.
    static InputRows joined(List<InputRows> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        var features = new float[parts.stream().mapToInt(part -> part.features.length).sum()];
        var labels = new ArrayList<String>();
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part.features, 0, features, at, part.features.length);
            at += part.features.length;
            labels.addAll(part.labels);
        }
        return new InputRows(parts.stream().mapToInt(InputRows::count).sum(), features, labels, cells(parts));
    }

    private static List<ColumnValues> cells(List<InputRows> parts) {
        boolean areKnown = parts.stream().noneMatch(part -> part.cells.isEmpty());
        return areKnown
                ? IntStream.range(0, parts.getFirst().cells.size())
                        .mapToObj(column -> column(parts.stream().map(part -> part.cells.get(column)).toList()))
                        .toList()
                : List.of();
    }

    /// The cells of one column.
    private static ColumnValues column(List<ColumnValues> parts) {
        return switch (parts.getFirst()) {
            case ColumnValues.Numbers _ -> new ColumnValues.Numbers(
                    parts.stream().flatMapToDouble(part -> Arrays.stream(((ColumnValues.Numbers) part).values()))
                            .toArray());
            case ColumnValues.Texts _ -> new ColumnValues.Texts(
                    parts.stream().flatMap(part -> Arrays.stream(((ColumnValues.Texts) part).values()))
                            .toArray(@Nullable String[]::new));
        };
    }
}
