package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunStatus;
import java.util.Locale;

/// States as the page has them.
final class RunStatusWords {
    private RunStatusWords() {}

    static String of(RunStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
