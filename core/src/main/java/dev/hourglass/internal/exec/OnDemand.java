package dev.hourglass.internal.exec;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for, once.
final class OnDemand<T> implements Supplier<T> {
    private final Supplier<T> factory;
    private volatile @Nullable T value;

    OnDemand(Supplier<T> factory) {
        this.factory = factory;
    }

    @Override
    public T get() {
        var known = value;
        return known == null ? make() : known;
    }

    private synchronized T make() {
        var known = value;
        if (known == null) {
            known = factory.get();
            value = known;
        }
        return known;
    }
}
