package dev.hourglass.studio.model;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.studio.run.RunList;
import dev.hourglass.studio.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The models of the runs; the last few stay in memory.
public final class ModelLibrary {
    private static final int KEPT = 4;

    private final RunList runs;
    private final Map<String, Loaded> loaded = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Loaded> eldest) {
            return size() > KEPT;
        }
    };

    private record Loaded(FileTime time, StudioModel model) {}

    public ModelLibrary(RunList runs) {
        this.runs = runs;
    }

    RunList runs() {
        return runs;
    }

    /// The runs that have a model.
    List<RunView> all() {
        return runs.all().stream().filter(view -> Files.exists(view.run().folder().model())).toList();
    }

    /// A model by the id of its run, as its file is now.
    ///
    /// @throws HttpError if there is none, or its file cannot be read
    StudioModel get(String id) {
        var file = runs.get(id).run().folder().model();
        try {
            var time = Files.getLastModifiedTime(file);
            synchronized (loaded) {
                var known = loaded.get(id);
                if (known != null && known.time().equals(time)) {
                    return known.model();
                }
            }
            var model = new StudioModel(id, TrainedAutoencoder.load(file));
            model.model().warmUp();
            synchronized (loaded) {
                loaded.put(id, new Loaded(time, model));
            }
            return model;
        } catch (IOException | ModelFileException e) {
            throw new HttpError(404, Files.exists(file) ? "the model of this run cannot be read: " + e.getMessage()
                    : "this run has no model yet");
        }
    }
}
