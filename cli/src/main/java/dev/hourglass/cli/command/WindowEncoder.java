package dev.hourglass.cli.command;

import dev.hourglass.tables.TableSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/// `hourglass encode` for the model of windows over time: where each window is, and its code.
record WindowEncoder(WindowScorer scorer) {
    /// Windows that are encoded at a time.
    private static final int BLOCK = 4096;

    /// @return how many windows
    long encode(TableSource source, Optional<Path> out) {
        var model = scorer.model();
        int code = model.autoencoder().spec().codeShape().size();
        try (var table = TableScorer.open(model, source);
                var series = scorer.series(table, Optional.empty());
                var writer = TableEncoder.writer(scorer.console(), source, scorer.placeColumns(series), out, code)) {
            var windows = scorer.windows(series);
            var rows = series.rows();
            for (int from = 0; from < windows.count(); from += BLOCK) {
                var some = windows.select(IntStream.range(from, Math.min(windows.count(), from + BLOCK)).toArray());
                var cells = scorer.places(series, some);
                cells.addAll(TableEncoder.columns(model.encode(rows, some), code));
                writer.write(cells, some.count());
            }
            writer.finish();
            return windows.count();
        }
    }
}
