package dev.hourglass.studio.run;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.RunStatus;
import dev.hourglass.server.http.HttpError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The data that the browser may train on: those that come with the program, those of the runs, those of the examples and those named on
/// the command line. The browser has their ids.
public final class DataList {
    private static final List<String> OWN = List.of("mnist", "eyes");

    private final RunList runs;
    private final List<String> named;

    /// @param named on the command line or by examples; those that are not there are left out
    public DataList(RunList runs, Collection<String> named) {
        this.runs = runs;
        this.named = List.copyOf(named);
    }

    /// Names by id.
    Map<String, String> all() {
        var names = new LinkedHashSet<>(OWN);
        named.stream().filter(DataList::exists).forEach(names::add);
        for (var view : runs.all()) {
            view.status().map(RunStatus::data).filter(DataList::exists).ifPresent(names::add);
        }
        var byId = new LinkedHashMap<String, String>();
        for (var name : names) byId.put(id(name), name);
        return byId;
    }

    private static boolean exists(String name) {
        try {
            return DataSource.exists(name);
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private static String id(String name) {
        if (OWN.contains(name) || name.matches("eyes:\\d{1,9}")) {
            return name.replace(':', '-');
        }
        return "data-" + ShortHash.of(name);
    }

    /// The name of an id.
    ///
    /// @throws HttpError if there is none
    public String name(String id) {
        return Optional.ofNullable(all().get(id))
                .orElseThrow(() -> new HttpError(404, "there are no such data"));
    }

    /// Whether a spec may name these data: the browser is not to open files that nobody has named.
    boolean isKnown(String name) {
        var known = all().values();
        return known.contains(name) || name.matches("eyes(:\\d{1,9})?")
                || known.contains(Path.of(name).toAbsolutePath().normalize().toString());
    }
}
