package dev.hourglass.train;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.train.BucketRounds.Outcome;
import java.util.ArrayList;
import java.util.List;

/// Rounds in which each bucket takes several steps by itself; then weights and what optimizers remember are averaged in the order of the
/// buckets.
final class RemoteRounds extends RemoteSteps {
    private final BucketRounds rounds;

    /// @param engine for batches of one slice
    RemoteRounds(TrainingEngine engine, Buckets buckets, BucketRounds rounds) {
        super(engine, buckets, rounds);
        this.rounds = rounds;
    }

    @Override
    public int count() {
        return Math.ceilDiv(buckets.steps(), rounds.steps());
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
}
