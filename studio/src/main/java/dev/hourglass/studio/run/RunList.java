package dev.hourglass.studio.run;

import dev.hourglass.experiments.RunFolder;
import dev.hourglass.server.http.HttpError;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The runs below a folder, those of sweeps included, and what is known of each.
public final class RunList {
    private static final int DEPTH = 3;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

    private final Path folder;
    private final Map<String, RunView> views = new ConcurrentHashMap<>();

    /// @param folder need not exist
    public RunList(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /// Looks for runs.
    ///
    /// @return in the order of their names
    public List<RunView> all() {
        var found = new TreeMap<String, RunView>();
        if (Files.isDirectory(folder)) {
            scan(folder, "", DEPTH, found);
        }
        views.keySet().retainAll(found.keySet());
        return List.copyOf(found.values());
    }

    private void scan(Path parent, String prefix, int depth, Map<String, RunView> found) {
        var inner = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(parent, entry -> Files.isDirectory(entry)
                && !String.valueOf(entry.getFileName()).startsWith("."))) {
            entries.forEach(inner::add);
        } catch (IOException | DirectoryIteratorException _) {
            return; // a folder that cannot be read has no runs to show
        }
        for (var entry : inner) {
            var id = prefix + id(String.valueOf(entry.getFileName()));
            var run = new RunFolder(entry);
            if (Files.exists(run.status()) || Files.exists(run.model()) || Files.exists(run.history())) {
                found.put(id, views.computeIfAbsent(id,
                        _ -> new RunView(new Run(id, folder.relativize(entry).toString(), run))));
            } else if (depth > 1 && !Files.isSymbolicLink(entry)) {
                scan(entry, id + "~", depth - 1, found);
            }
        }
    }

    /// A name that needs no escapes in a URL.
    private static String id(String name) {
        return PLAIN.matcher(name).matches() ? name : "run-" + ShortHash.of(name);
    }

    /// A run by its id.
    ///
    /// @throws HttpError if there is none
    public RunView get(String id) {
        var view = views.get(id);
        if (view == null) {
            all();
            view = views.get(id);
        }
        if (view == null || !Files.isDirectory(view.run().folder().path())) {
            throw new HttpError(404, "there is no such run");
        }
        return view;
    }
}
