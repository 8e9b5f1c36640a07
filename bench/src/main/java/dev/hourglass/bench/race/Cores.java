package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The cores that a process may run on.
///
/// @param list as Linux writes it: `0-1`, or `0,2-3`
record Cores(String list) {
    private static final String KEY = "Cpus_allowed_list:";

    static Cores ofThisProcess() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(KEY)) {
                return new Cores(line.substring(KEY.length()).strip());
            }
        }
        throw new IOException("/proc/self/status has no line " + KEY);
    }

    boolean areSeveral() {
        return list.contains("-") || list.contains(",");
    }

    int last() {
        return Integer.parseInt(list.replaceFirst(".*[-,]", ""));
    }
}
