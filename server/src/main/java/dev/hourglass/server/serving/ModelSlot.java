package dev.hourglass.server.serving;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The place of one model, which another version of it may take.
final class ModelSlot {
    private final ModelSource source;
    private final BatchLimits limits;
    private final ServingObserver observer;
    private volatile LiveModel current;
    private volatile Optional<String> failure = Optional.empty();
    private FileState state;

    /// By what a change of a file is noticed.
    private record FileState(long size, FileTime modified, @Nullable Object key) {
        private static final FileState MISSING = new FileState(-1, FileTime.fromMillis(0), null);

        static FileState of(ModelSource source) {
            try {
                var attributes = Files.readAttributes(source.file(), BasicFileAttributes.class);
                return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
            } catch (IOException _) {
                return MISSING;
            }
        }
    }

    ModelSlot(ModelSource source, BatchLimits limits, ServingObserver observer) {
        this.source = source;
        this.limits = limits;
        this.observer = observer;
        this.state = FileState.of(source);
        this.current = live();
        observer.loaded(source.name(), current.model());
    }

    private LiveModel live() {
        var model = ServedModel.load(source.file());
        model.autoencoder().warmUp();
        return new LiveModel(source.name(), model, limits, observer);
    }

    LiveModel current() {
        return current;
    }

    Optional<String> failure() {
        return failure;
    }

    synchronized void reload() {
        var found = FileState.of(source);
        if (found.equals(state)) {
            return;
        }
        state = found;
        try {
            current = live();
            failure = Optional.empty();
            observer.loaded(source.name(), current.model());
        } catch (ModelFileException | SpecException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            observer.failed(source.name(), String.valueOf(e.getMessage()));
        }
    }
}
