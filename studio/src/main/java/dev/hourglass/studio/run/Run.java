package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunFolder;

/// A folder with a run.
///
/// @param id by which the browser asks for it: no path, but a name in a list
/// @param title its path below the folder of all runs
/// @param folder its files
public record Run(String id, String title, RunFolder folder) {}
