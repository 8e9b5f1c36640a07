package dev.hourglass.cli.command;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import java.util.List;
import java.util.Locale;

/// Which samples of some data are meant.
enum SplitPart {
    TRAIN,
    TEST,
    ALL;

    /// In the order in which they are written.
    List<Dataset> of(DataSource data) {
        return switch (this) {
            case TRAIN -> List.of(data.split().train());
            case TEST -> List.of(data.split().test());
            case ALL -> data.parts();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
