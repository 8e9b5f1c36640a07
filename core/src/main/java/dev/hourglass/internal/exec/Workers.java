package dev.hourglass.internal.exec;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Threads that work off numbered tasks together with the thread that asks. Which thread takes which task is open; who
/// needs equal bits must not let results depend on it.
///
/// Between two rounds a thread spins for a moment before it sleeps, because a training step has two rounds and lasts
/// about a millisecond. Allocates nothing per round.
final class Workers implements AutoCloseable {
    /// One of the tasks of a round.
    interface Task {
        /// @param worker which thread this is, from 0
        /// @param task from 0
        void run(int worker, int task);
    }

    private static final int SPINS = 20_000;

    private final Thread[] threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean isClosed;
    private volatile Thread asking = Thread.currentThread();
    private int tasks;
    private Task task = (_, _) -> {};

    /// @param count threads in all, the asking one included, at least 1
    Workers(int count) {
        threads = new Thread[count - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = Thread.ofPlatform().daemon().name("hourglass-" + worker).unstarted(() -> serve(worker));
        }
        for (var thread : threads) {
            thread.start();
        }
    }

    int count() {
        return threads.length + 1;
    }

    /// Runs the tasks 0 to `count - 1` and returns when all are done. Only one thread may ask at a time.
    ///
    /// @throws IllegalStateException with the cause that made one of them fail
    void run(int count, Task work) {
        if (count <= 1 || threads.length == 0) {
            for (int i = 0; i < count; i++) {
                work.run(0, i);
            }
            return;
        }
        task = work;
        tasks = count;
        asking = Thread.currentThread();
        next.setRelease(0);
        working.set(threads.length);
        round.incrementAndGet();
        for (var thread : threads) {
            LockSupport.unpark(thread);
        }
        take(0);
        for (int spins = 0; working.get() > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        var cause = failure.getAndSet(null);
        if (cause != null) {
            throw new IllegalStateException("a worker failed: " + cause, cause);
        }
    }

    private void serve(int worker) {
        int seen = 0;
        while (true) {
            for (int spins = 0; round.get() == seen && !isClosed; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (isClosed) {
                return;
            }
            seen++;
            take(worker);
            if (working.decrementAndGet() == 0) {
                LockSupport.unpark(asking);
            }
        }
    }

    private void take(int worker) {
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.run(worker, i);
            }
        } catch (Throwable thrown) {
            next.set(tasks);
            failure.compareAndSet(null, thrown);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        for (var thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
