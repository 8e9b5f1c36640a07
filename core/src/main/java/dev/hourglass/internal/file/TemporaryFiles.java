package dev.hourglass.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// The temporary files of this process. Those that are left when a signal ends it are removed, as soon as nothing holds that back. (What
/// SIGKILL ends leaves them: see [WritingMark].)
public final class TemporaryFiles {
    private static final Object LOCK = new Object();
    private static final Set<Path> OPEN = new HashSet<>();
    private static int holds;
    private static boolean hasHook;
    private static boolean hasEnded;

    private TemporaryFiles() {}

    /// Something that still has to be written when the process is asked to end. May be closed twice.
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /// Keeps temporary files until the hold is closed, also where the process is asked to end: what is being written then is
    /// finished.
    public static Hold hold() {
        synchronized (LOCK) {
            awaitUnended();
            addHook();
            holds++;
        }
        var isOpen = new AtomicBoolean(true);
        return () -> {
            synchronized (LOCK) {
                holds -= isOpen.getAndSet(false) ? 1 : 0;
                LOCK.notifyAll();
            }
        };
    }

    /// To be removed when the process ends, unless it is moved or removed before.
    static void add(Path file) {
        synchronized (LOCK) {
            awaitUnended();
            addHook();
            OPEN.add(file);
        }
    }

    /// Gives a temporary file the name of another one, which it replaces.
    static void move(Path file, Path target) throws IOException {
        synchronized (LOCK) {
            awaitUnended();
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            OPEN.remove(file);
        }
    }

    static void remove(Path file) throws IOException {
        synchronized (LOCK) {
            awaitUnended();
            OPEN.remove(file);
            Files.deleteIfExists(file);
        }
    }

    /// Where the files have been removed the process is at its end, and nothing more is to be written.
    private static void awaitUnended() {
        await(() -> !hasEnded);
    }

    private static void await(BooleanSupplier condition) {
        synchronized (LOCK) {
            while (!condition.getAsBoolean()) {
                try {
                    LOCK.wait();
                } catch (InterruptedException _) {
                    // The process ends all the same.
                }
            }
        }
    }

    /// Whether it is one of this process's.
    static boolean isOpen(Path file) {
        synchronized (LOCK) {
            return OPEN.contains(file);
        }
    }

    private static void addHook() {
        if (hasHook) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::removeAll, "temporary-files"));
            hasHook = true;
        } catch (IllegalStateException _) {
            // The process is ending, and waits for what is written now.
        }
    }

    private static void removeAll() {
        synchronized (LOCK) {
            await(() -> holds == 0);
            hasEnded = true;
            for (var file : OPEN) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException _) {
                    // The process ends; there is nobody to report it to.
                }
            }
        }
    }
}
