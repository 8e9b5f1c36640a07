package dev.hourglass.internal.exec;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// Threads that work off numbered tasks together with the thread that asks. Which thread runs which task is open, so results
/// must not depend on it.
///
/// A round ends when its tasks are finished. It does not wait for the threads: one whose core the system has given to another
/// process finds, when it is back, that nothing is left. A task is claimed by counting up one word that holds the round's number
/// too, so a thread that comes late cannot claim a task of a later round by accident.
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
    /// Bits of a claim for the number of tasks and for the next one; the others hold the round.
    private static final int BITS = 16;
    /// Tasks of a round.
    private static final int MOST = (1 << BITS) - 1;

    private final Helper[] helpers;
    /// Round, tasks of the round, next task.
    private final AtomicLong claim = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean isClosed;
    private volatile Thread asking = Thread.currentThread();
    private volatile boolean isAskingParked;
    private Task task = (_, _) -> {};
    private int first;
    private int active;

    /// @param count threads in all, the asking one included, at least 1
    Workers(int count) {
        helpers = new Helper[count - 1];
        active = count;
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
        for (var helper : helpers) {
            helper.thread.start();
        }
    }

    int count() {
        return helpers.length + 1;
    }

    /// How many threads work, the asking one included.
    int active() {
        return active;
    }

    /// Lets fewer threads work, or more again, from the next round on. Not to be called while a round runs.
    ///
    /// @param count from 1 to [#count]
    void use(int count) {
        active = count;
    }

    /// Runs the tasks 0 to `count - 1` and returns when all are finished. Only one thread may ask at a time.
    ///
    /// @throws IllegalStateException with the cause that made one of them fail
    void run(int count, Task work) {
        if (count <= 1 || active == 1) {
            for (int i = 0; i < count; i++) {
                work.run(0, i);
            }
            return;
        }
        for (int from = 0; from < count; from += MOST) {
            round(from, Math.min(count - from, MOST), work);
        }
    }

    private void round(int from, int count, Task work) {
        task = work;
        first = from;
        asking = Thread.currentThread();
        finished.set(0);
        long round = (claim.get() >>> (2 * BITS)) + 1;
        claim.set((round << (2 * BITS)) | ((long) count << BITS));
        for (int i = 0; i < Math.min(active, count) - 1; i++) {
            helpers[i].wake();
        }
        work(0);
        for (int spins = 0; finished.get() < count; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                isAskingParked = true;
                if (finished.get() < count) {
                    LockSupport.park(this);
                }
                isAskingParked = false;
            }
        }
        var cause = failure.getAndSet(null);
        if (cause != null) {
            throw new IllegalStateException("a worker failed: " + cause, cause);
        }
    }

    /// Claims and runs tasks until none is left.
    private void work(int worker) {
        long claimed = claim.get();
        while (next(claimed) < tasks(claimed)) {
            if (claim.compareAndSet(claimed, claimed + 1)) {
                // The round cannot end before this task is finished, so what follows belongs to it.
                finish(worker, first + next(claimed), tasks(claimed));
            }
            claimed = claim.get();
        }
    }

    private void finish(int worker, int index, int count) {
        try {
            if (failure.get() == null) {
                task.run(worker, index);
            }
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        }
        if (finished.incrementAndGet() == count && isAskingParked) {
            LockSupport.unpark(asking);
        }
    }

    private static int tasks(long claim) {
        return (int) (claim >>> BITS) & MOST;
    }

    private static int next(long claim) {
        return (int) claim & MOST;
    }

    @Override
    public void close() {
        isClosed = true;
        for (var helper : helpers) {
            helper.wake();
        }
    }

    /// A thread that works when there is something to do for it.
    private final class Helper {
        private final int worker;
        private final Thread thread;
        private volatile boolean isParked;

        Helper(int worker) {
            this.worker = worker;
            this.thread = Thread.ofPlatform().daemon().name("hourglass-" + worker).unstarted(this::serve);
        }

        void wake() {
            if (isParked) {
                LockSupport.unpark(thread);
            }
        }

        private void serve() {
            int spins = 0;
            while (!isClosed) {
                if (hasWork()) {
                    work(worker);
                    spins = 0;
                } else if (spins < SPINS) {
                    spins++;
                    Thread.onSpinWait();
                } else {
                    isParked = true;
                    if (!hasWork() && !isClosed) {
                        LockSupport.park(this);
                    }
                    isParked = false;
                }
            }
        }

        private boolean hasWork() {
            long now = claim.get();
            return next(now) < tasks(now) && worker < active;
        }
    }
}
