package dev.hourglass.studio;

import java.nio.file.Path;
import java.util.List;

/// What a studio shows, and where.
///
/// @param runs the folder of the runs, which need not exist
/// @param port on loopback; 0 for any that is free
/// @param data beside those of the runs that trainings may be started on, as `--data` names them
/// @param command that starts Hourglass, before its own arguments: trainings are processes of their own
public record StudioOptions(Path runs, int port, List<String> data, List<String> command) {
    public StudioOptions {
        data = List.copyOf(data);
        command = List.copyOf(command);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, found " + port);
        }
    }
}
