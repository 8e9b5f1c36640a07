package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunFolder;

/// A folder with a run.
///
/// @param id by which the browser asks for it: no path, but a name in a list
/// @param folder its files
public record Run(String id, RunFolder folder) {
    /// What the folder is called.
    public String title() {
        return id.replace('~', '/');
    }
}
