package dev.hourglass.tables.training;

import dev.hourglass.model.TableModel;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TableReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Explains the rows of the highest scores; of equal scores the first rows.
final class StrangestRows {
    private static final int REASONS = 3;

    private final TableModel model;
    private final List<Candidate> wanted;
    private final List<StrangeRow> found = new ArrayList<>();

    /// @param row its number, counted from 0
    private record Candidate(int row, double score) {
        /// The least strange first.
        static final Comparator<Candidate> ORDER = Comparator.comparingDouble(Candidate::score)
                .thenComparing(Comparator.comparingInt(Candidate::row).reversed());
    }

    private StrangestRows(TableModel model, List<Candidate> wanted) {
        this.model = model;
        this.wanted = wanted;
    }

    /// @param reader of the model's columns, in its order, before its first row
    /// @param scores of all its rows
    /// @param most rows, at least 1
    /// @return the strangest first
    static List<StrangeRow> of(TableModel model, TableReader reader, double[] scores, int most) {
        var rows = new StrangestRows(model, highest(scores, most));
        for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) rows.explain(chunk.get());
        // Those of equal scores come as they stand in the file.
        rows.found.sort(Comparator.comparingDouble(StrangeRow::score).reversed());
        return List.copyOf(rows.found);
    }

    private static List<Candidate> highest(double[] scores, int most) {
        var highest = new PriorityQueue<>(Candidate.ORDER);
        for (int row = 0; row < scores.length; row++) {
            if (highest.size() < most || scores[row] > highest.element().score()) {
                highest.add(new Candidate(row, scores[row]));
            }
            if (highest.size() > most) {
                highest.remove();
            }
        }
        return highest.stream().sorted(Comparator.comparingInt(Candidate::row)).toList();
    }

    private void explain(TableChunk chunk) {
        for (var candidate : wanted) {
            long row = candidate.row() - (chunk.firstRow() - 1);
            if (row >= 0 && row < chunk.rows()) {
                found.add(explained(candidate, chunk, (int) row));
            }
        }
    }

    private StrangeRow explained(Candidate candidate, TableChunk chunk, int row) {
        var id = chunk.ids().flatMap(ids -> Optional.ofNullable(ids.values()[row]))
                .orElseGet(() -> Long.toString(chunk.firstRow() + row));
        return new StrangeRow(id, candidate.score(), model.calibration().survival(candidate.score()),
                candidate.score() >= model.threshold(),
                chunk.labels().flatMap(labels -> Optional.ofNullable(labels.values()[row])),
                model.reasons(chunk.cells(), row, REASONS));
    }
}
