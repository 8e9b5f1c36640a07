package dev.hourglass.internal.op;

/// A pass over a panel in bands of rows, from top to bottom. A band can be computed as soon as the rows that it reads are there, so
/// that passes that follow each other can take turns, band by band, and find in the cache what the one before has written.
public interface BandPass extends PanelPass {
    int bands();

    /// Rows of what it reads, from the first on, that have to be there before a band is computed.
    int needs(int band);

    /// Rows of what it writes, from the first on, that are there once a band is computed; of a pass that writes no rows, those that it is
    /// done with.
    int completes(int band);

    /// Computes the bands `from` to `to - 1`.
    void run(Workspace workspace, int panel, int from, int to);

    /// Rows that are complete before a band is computed.
    default int completesBefore(int band) {
        return band == 0 ? 0 : completes(band - 1);
    }

    /// Whether it begins when all rows are there.
    default boolean waitsForAll() {
        return needs(0) == needs(bands() - 1);
    }

    @Override
    default void run(Workspace workspace, int panel) {
        run(workspace, panel, 0, bands());
    }
}
