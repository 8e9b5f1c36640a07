package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// A folder with a run.
///
/// @param id by which the browser asks for it: no path, but a name in a list
/// @param title its path below the folder of all runs
/// @param folder its files
public record Run(String id, String title, RunFolder folder) {
    /// What it was trained with, as YAML; empty where its folder does not have it.
    Optional<String> spec() {
        try {
            return Optional.of(Files.readString(folder.spec()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
