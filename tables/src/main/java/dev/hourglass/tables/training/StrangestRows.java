package dev.hourglass.tables.training;

import dev.hourglass.model.RowScores;
import dev.hourglass.model.TableModel;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TableReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Finds the rows of the highest scores while rows stream by; of equal scores the first rows.
final class StrangestRows {
    private static final int REASONS = 3;

    private final TableModel model;
    private final int most;
    /// The least strange on top.
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(Comparator.comparingDouble(Candidate::score)
            .thenComparing(Comparator.comparingLong(Candidate::number).reversed()));

    /// A row with its chunk: reasons are asked for when it is known which rows are the strangest.
    private record Candidate(TableChunk chunk, int row, RowScores scores) {
        double score() {
            return scores.scores()[row];
        }

        /// Counted from 1.
        long number() {
            return chunk.firstRow() + row;
        }
    }

    private StrangestRows(TableModel model, int most) {
        this.model = model;
        this.most = most;
    }

    /// @param reader of the model's columns, in its order
    /// @param most rows, at least 1
    /// @return the strangest first
    static List<StrangeRow> of(TableModel model, TableReader reader, int most) {
        var rows = new StrangestRows(model, most);
        for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) rows.add(chunk.get());
        return rows.candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed().thenComparingLong(Candidate::number))
                .map(rows::row).toList();
    }

    private void add(TableChunk chunk) {
        var scores = model.score(chunk.cells(), chunk.rows());
        for (int row = 0; row < chunk.rows(); row++) {
            if (candidates.size() < most || scores.scores()[row] > candidates.element().score()) {
                candidates.add(new Candidate(chunk, row, scores));
            }
            if (candidates.size() > most) {
                candidates.remove();
            }
        }
    }

    private StrangeRow row(Candidate candidate) {
        var chunk = candidate.chunk();
        int row = candidate.row();
        var id = chunk.ids().flatMap(ids -> Optional.ofNullable(ids.values()[row]))
                .orElseGet(() -> Long.toString(candidate.number()));
        return new StrangeRow(id, candidate.score(), candidate.scores().pValues()[row],
                candidate.scores().anomalies()[row],
                chunk.labels().flatMap(labels -> Optional.ofNullable(labels.values()[row])),
                model.reasons(chunk.cells(), row, REASONS));
    }
}
