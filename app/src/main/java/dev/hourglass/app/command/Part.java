package dev.hourglass.app.command;

import dev.hourglass.app.run.DataSource;
import dev.hourglass.data.Dataset;
import java.util.List;
import java.util.Locale;

/// Which samples of some data are meant.
enum Part {
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
