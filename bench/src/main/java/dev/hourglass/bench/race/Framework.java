package dev.hourglass.bench.race;

import java.util.List;
import java.util.Map;

/// Who races. To add one: a constant here, a [Contender], and the environment that suits it best.
enum Framework {
    HOURGLASS("hourglass"),
    LIBTORCH("libtorch"),
    LIBTORCH_TUNED("libtorch, tuned");

    private final String title;

    Framework(String title) {
        this.title = title;
    }

    Contender enter(Workload workload, int threads) {
        return switch (this) {
            case HOURGLASS -> new HourglassContender(workload, threads);
            case LIBTORCH, LIBTORCH_TUNED -> new LibtorchContender(workload, threads);
        };
    }

    /// Environment variables of its process; where there are several sets, all race and the fastest counts.
    List<Map<String, String>> environments(int threads) {
        return switch (this) {
            case HOURGLASS -> List.of(Map.of());
            case LIBTORCH -> List.of(LibtorchEnvironment.asItComes(threads));
            case LIBTORCH_TUNED -> LibtorchEnvironment.tuned(threads);
        };
    }

    /// What reports call it.
    String title() {
        return title;
    }
}
