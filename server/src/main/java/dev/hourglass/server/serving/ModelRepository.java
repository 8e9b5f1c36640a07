package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The models of a server, by name.
public final class ModelRepository {
    private final Map<String, ModelSlot> slots = new LinkedHashMap<>();

    /// Reads all models, and lets the JVM compile what they need.
    ///
    /// @throws ModelFileException if a file is missing, damaged or not a model
    /// @throws SpecException if a model cannot be served
    /// @throws DataException if there is none
    public ModelRepository(List<ModelSource> sources, BatchLimits limits, ServingObserver observer) {
        if (sources.isEmpty()) {
            throw new DataException("expected at least one model, found none");
        }
        for (var source : sources) slots.put(source.name(), new ModelSlot(source, limits, observer));
    }

    /// In the order in which they were named.
    public List<LiveModel> models() {
        return slots.values().stream().map(ModelSlot::current).toList();
    }

    public Optional<LiveModel> find(String name) {
        return Optional.ofNullable(slots.get(name)).map(ModelSlot::current);
    }

    /// Why the file of a model that changed is not served; empty where it is.
    public Optional<String> failure(String name) {
        return Optional.ofNullable(slots.get(name)).flatMap(ModelSlot::failure);
    }

    /// Reads files that have changed since they were last looked at. A model that is ready takes the place of the one before; of a file
    /// that cannot be loaded the model before stays.
    public void reload() {
        slots.values().forEach(ModelSlot::reload);
    }
}
