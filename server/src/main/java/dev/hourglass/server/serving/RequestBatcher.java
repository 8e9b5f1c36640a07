package dev.hourglass.server.serving;

import dev.hourglass.server.tensor.Elements;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Requests of one model, several of which go through together.
///
/// No thread of its own: a request that finds a free place runs the batch that waits, itself included, on its own thread, and when it is
/// done hands its place to the first that still waits. So a request alone changes no thread, and under load batches grow by themselves.
final class RequestBatcher {
    private final String name;
    private final ServedModel model;
    private final BatchLimits limits;
    private final ServingObserver observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private int queuedRows;
    private int running;

    RequestBatcher(String name, ServedModel model, BatchLimits limits, ServingObserver observer) {
        this.name = name;
        this.model = model;
        this.limits = limits;
        this.observer = observer;
    }

    /// A request and what became of it, guarded by the lock; its results are written by the thread that runs its batch.
    private final class Waiting {
        final InputRows rows;
        final List<String> outputs;
        final long since = System.nanoTime();
        final Condition changed = lock.newCondition();
        boolean runs;
        boolean isTaken;
        boolean isDone;
        @Nullable
        Throwable failure;
        Map<String, Elements> results = Map.of();

        Waiting(InputRows rows, List<String> outputs) {
            this.rows = rows;
            this.outputs = outputs;
        }

        List<Elements> result() {
            switch (failure) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new IllegalStateException(failure);
            }
            return outputs.stream().map(results::get).toList();
        }
    }

    /// Waits for the outputs of a request, in the order in which they are named.
    ///
    /// @param nanos how long, at most
    /// @throws OverloadException if too many rows wait already, or it took too long
    List<Elements> submit(InputRows rows, List<String> outputs, long nanos) throws InterruptedException {
        var own = new Waiting(rows, outputs);
        lock.lock();
        try {
            enqueue(own);
            finish(own, nanos);
        } finally {
            leave(own);
            lock.unlock();
        }
        return own.result();
    }

    private void finish(Waiting own, long nanos) throws InterruptedException {
        while (!own.isDone) {
            if (!own.runs) {
                await(own, nanos);
            } else if (own.isTaken) {
                handOver(own);
            } else {
                infer(take());
            }
        }
    }

    /// Of requests that are in no batch yet.
    int waitingRows() {
        lock.lock();
        try {
            return queuedRows;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(Waiting own) {
        if (queuedRows > 0 && queuedRows + own.rows.count() > limits.waitingRows()) {
            throw new OverloadException(OverloadException.Kind.QUEUE_FULL,
                    "model '%s': %d rows wait already; try again later".formatted(name, queuedRows));
        }
        queue.add(own);
        queuedRows += own.rows.count();
        arrived.signal();
        if (running < limits.runners()) {
            running++;
            own.runs = true;
        }
    }

    /// Returns when the request is done, or is to run batches.
    private void await(Waiting own, long nanos) throws InterruptedException {
        long left = nanos;
        while (!own.runs && !own.isDone) {
            if (left <= 0) {
                throw new OverloadException(OverloadException.Kind.TOO_LATE,
                        "model '%s': no answer within %d ms".formatted(name, TimeUnit.NANOSECONDS.toMillis(nanos)));
            }
            left = own.changed.awaitNanos(left);
        }
    }

    /// Takes a request out, whether it is done or was given up.
    private void leave(Waiting own) {
        if (!own.isTaken && queue.remove(own)) {
            queuedRows -= own.rows.count();
        }
        if (own.runs) {
            handOver(own);
        }
    }

    /// Gives its place to the first request that waits without one.
    private void handOver(Waiting own) {
        own.runs = false;
        for (var next : queue) {
            if (!next.runs) {
                next.runs = true;
                next.changed.signal();
                return;
            }
        }
        running--;
    }

    /// The requests that wait, as many as make a batch; none if others were faster.
    private List<Waiting> take() throws InterruptedException {
        awaitOthers();
        var batch = new ArrayList<Waiting>();
        int rows = 0;
        while (!queue.isEmpty() && (batch.isEmpty() || rows + queue.peek().rows.count() <= limits.rows())) {
            var next = queue.poll();
            next.isTaken = true;
            rows += next.rows.count();
            batch.add(next);
        }
        queuedRows -= rows;
        return batch;
    }

    private void awaitOthers() throws InterruptedException {
        long delay = limits.delay().toNanos();
        while (delay > 0 && !queue.isEmpty() && queuedRows < limits.rows()) {
            long left = delay - (System.nanoTime() - queue.peek().since);
            if (left <= 0) {
                return;
            }
            arrived.awaitNanos(left);
        }
    }

    /// Lets a batch through, without the lock.
    private void infer(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        lock.unlock();
        try {
            compute(batch);
        } finally {
            lock.lock();
            for (var each : batch) {
                each.isDone = true;
                each.changed.signal();
            }
        }
    }

    private void compute(List<Waiting> batch) {
        try {
            results(batch);
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.getFirst().failure = e;
            } else {
                // One request's fault is not to be that of others.
                batch.forEach(each -> compute(List.of(each)));
            }
        }
    }

    private void results(List<Waiting> batch) {
        long begin = System.nanoTime();
        batch.forEach(each -> observer.waited(name, (begin - each.since) * 1e-9));
        var rows = InputRows.joined(batch.stream().map(each -> each.rows).toList());
        var inference = model.infer(rows);
        var wanted = new LinkedHashSet<String>();
        batch.forEach(each -> wanted.addAll(each.outputs));
        var all = new HashMap<String, Elements>();
        for (var output : wanted) all.put(output, inference.output(output));
        int from = 0;
        for (var each : batch) {
            each.results = part(all, each, from, rows.count());
            from += each.rows.count();
        }
        observer.batch(name, rows.count(), (System.nanoTime() - begin) * 1e-9, inference.errors());
    }

    private static Map<String, Elements> part(Map<String, Elements> all, Waiting each, int from, int rows) {
        var part = new HashMap<String, Elements>();
        for (var output : each.outputs) {
            var elements = Objects.requireNonNull(all.get(output));
            int size = rows == 0 ? 0 : elements.count() / rows;
            part.put(output, elements.slice(from * size, (from + each.rows.count()) * size));
        }
        return part;
    }
}
