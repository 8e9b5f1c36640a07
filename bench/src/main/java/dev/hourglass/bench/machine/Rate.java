package dev.hourglass.bench.machine;

import dev.hourglass.bench.step.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/// What the machine does in a second, on several threads at once: the median of several turns.
public final class Rate {
    private static final long NANOS = 1_000_000;

    private final LongSupplier[] workers;
    private final ArrayList<Double> turns = new ArrayList<>();

    /// @param workers one for each thread: does a piece of work and returns how much it was
    Rate(LongSupplier... workers) {
        this.workers = workers;
    }

    /// Lets all threads work until the time is over.
    public void takeTurn(long millis) throws InterruptedException {
        turns.add(work(millis));
    }

    /// The same without remembering it, so that the JIT has compiled everything when it counts.
    public void warmUp(long millis) throws InterruptedException {
        work(millis);
    }

    private double work(long millis) throws InterruptedException {
        var tasks = Arrays.stream(workers).<Callable<Double>>map(worker -> () -> perSecond(worker, millis)).toList();
        try (var threads = Executors.newFixedThreadPool(workers.length)) {
            double sum = 0;
            for (var task : threads.invokeAll(tasks)) {
                sum += task.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static double perSecond(LongSupplier worker, long millis) {
        long begin = System.nanoTime();
        long end = begin + millis * NANOS;
        long amount = 0;
        long now;
        do {
            amount += worker.getAsLong();
            now = System.nanoTime();
        } while (now < end);
        return amount / ((now - begin) * 1e-9);
    }

    public double ofLastTurn() {
        return turns.getLast();
    }

    public double median() {
        return Median.of(turns);
    }

    public double lowest() {
        return Collections.min(turns);
    }

    public double highest() {
        return Collections.max(turns);
    }
}
