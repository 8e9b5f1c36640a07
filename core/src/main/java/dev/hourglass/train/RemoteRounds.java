package dev.hourglass.train;

import dev.hourglass.internal.exec.BatchSlice;
import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.train.BucketRounds.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rounds in which each bucket takes several steps by itself; then weights and what optimizers remember are averaged in the order of the
/// buckets.
final class RemoteRounds implements EpochSteps {
    private final TrainingEngine engine;
    private final Buckets buckets;
    private final BucketRounds rounds;
    private final BatchSlice first;
    private int epoch;

    /// @param engine for batches of one slice
    RemoteRounds(TrainingEngine engine, Buckets buckets, BucketRounds rounds) {
        this.engine = engine;
        this.buckets = buckets;
        this.rounds = rounds;
        this.first = RemoteBatches.first(buckets, rounds.present());
    }

    @Override
    public void begin(int next, TrainingProgress begun) {
        epoch = next;
        engine.gradients(first);
    }

    @Override
    public int count() {
        return Math.ceilDiv(buckets.steps(), rounds.steps());
    }

    @Override
    public int samples() {
        return buckets.samples();
    }

    @Override
    public int samples(int round) {
        int all = 0;
        for (int step = (round - 1) * rounds.steps() + 1; step <= lastStep(round); step++) {
            all += buckets.samples(step);
        }
        return all;
    }

    private int lastStep(int round) {
        return (int) Math.min(buckets.steps(), (long) round * rounds.steps());
    }

    @Override
    public double take(int round, double rate) {
        var state = engine.state();
        var outcomes = rounds.run(epoch, round, state, rate);
        double loss = 0;
        for (var outcome : outcomes) {
            loss += outcome.loss() * outcome.samples();
        }
        loss /= samples(round);
        if (Double.isFinite(loss)) {
            long steps = lastStep(round) - (round - 1L) * rounds.steps();
            engine.restore(mean(state.step() + steps, outcomes.stream().map(Outcome::state).toList()));
        }
        return loss;
    }

    private static EngineState mean(long step, List<EngineState> states) {
        var slots = new ArrayList<Slot>();
        var first = states.getFirst();
        for (int i = 0; i < first.slots().size(); i++) {
            int slot = i;
            slots.add(new Slot(first.slots().get(i).name(),
                    mean(states.stream().map(state -> state.slots().get(slot).values()).toList())));
        }
        return new EngineState(step, mean(states.stream().map(EngineState::weights).toList()), slots);
    }

    /// Added in order, in single precision.
    private static float[] mean(List<float[]> all) {
        var mean = all.getFirst().clone();
        for (var next : all.subList(1, all.size())) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += next[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= all.size();
        }
        return mean;
    }

    @Override
    public List<Integer> leftOut() {
        return List.of();
    }

    @Override
    public Optional<NonFinite> findNonFinite() {
        engine.gradients(first);
        return engine.findNonFinite();
    }
}
