package dev.hourglass.internal.op;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// A pass of one band after the other, which mostly are rows of what it reads or of what it writes.
///
/// @param reads for each band what [#needs] says
/// @param writes for each band what [#completes] says
record RowPass(int bands, IntUnaryOperator reads, IntUnaryOperator writes, Task task) implements BandPass {
    /// What is done with a band.
    interface Task {
        void run(Workspace workspace, int panel, int band);
    }

    /// A pass that makes of each row one other.
    static RowPass of(int rows, Task task) {
        return new RowPass(rows, row -> row + 1, row -> row + 1, task);
    }

    /// One that begins when it has seen all rows.
    static RowPass ofAll(int rows, Task task) {
        return new RowPass(rows, _ -> rows, row -> row + 1, task);
    }

    /// One with the bands of another.
    static RowPass like(BandPass other, Task task) {
        return new RowPass(other.bands(), other::needs, other::completes, task);
    }

    /// Those of an operation without weights.
    static Optional<Bands> bands(RowPass forward, RowPass backward) {
        return Optional.of(new Bands(List.of(forward), List.of(), List.of(backward)));
    }

    @Override
    public int needs(int band) {
        return reads.applyAsInt(band);
    }

    @Override
    public int completes(int band) {
        return writes.applyAsInt(band);
    }

    @Override
    public void run(Workspace workspace, int panel, int from, int to) {
        for (int band = from; band < to; band++) task.run(workspace, panel, band);
    }
}
