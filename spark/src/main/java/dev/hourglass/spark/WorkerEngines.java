package dev.hourglass.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The engines of a JVM that wait for a task. Building one takes longer than most steps.
final class WorkerEngines {
    /// Trainings of a JVM, those that were used last.
    private static final int MOST = 2;

    private static final Map<String, Deque<WorkerEngine>> WAITING = new LinkedHashMap<>(MOST, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<WorkerEngine>> eldest) {
            boolean isOver = size() > MOST;
            if (isOver) {
                eldest.getValue().forEach(WorkerEngine::close);
            }
            return isOver;
        }
    };

    private WorkerEngines() {}

    /// Runs a task with an engine that no other task uses.
    static Optional<byte[]> run(WorkerPlan plan, Function<WorkerEngine, Optional<byte[]>> task) {
        var engine = take(plan).orElseGet(() -> new WorkerEngine(plan));
        var result = task.apply(engine);
        // Not after an exception: nobody knows in which state it is.
        giveBack(plan, engine);
        return result;
    }

    private static Optional<WorkerEngine> take(WorkerPlan plan) {
        synchronized (WAITING) {
            return Optional.ofNullable(WAITING.computeIfAbsent(plan.run(), _ -> new ArrayDeque<>()).poll());
        }
    }

    private static void giveBack(WorkerPlan plan, WorkerEngine engine) {
        synchronized (WAITING) {
            WAITING.computeIfAbsent(plan.run(), _ -> new ArrayDeque<>()).push(engine);
        }
    }
}
