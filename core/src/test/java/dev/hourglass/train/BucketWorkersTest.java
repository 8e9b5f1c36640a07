package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.ContentOrder;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.exec.ParameterGradients;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers here are engines of the same process, one for each request.
class BucketWorkersTest {
    private static final Dataset ALL = Examples.discs(150);
    private static final Dataset RANKED = ALL.select(ContentOrder.of(ALL));
    private static final int PRESENT = 20;
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.003)).withEpochs(3).withBatchSize(32)
            .withBuckets(4);

    /// The first samples alone, of all that there are.
    private static Dataset present() {
        return new Dataset() {
            @Override
            public String name() {
                return RANKED.name();
            }

            @Override
            public dev.hourglass.spec.Shape shape() {
                return RANKED.shape();
            }

            @Override
            public int size() {
                return RANKED.size();
            }

            @Override
            public String fingerprint() {
                return "elsewhere";
            }

            @Override
            public void read(int sample, int from, int count, float[] into, int at, int stride) {
                assertThat(sample).isLessThan(PRESENT);
                RANKED.read(sample, from, count, into, at, stride);
            }
        };
    }

    private static Buckets buckets() {
        return new Buckets(RANKED.size(), OPTIONS.buckets(), OPTIONS.batchSize(), OPTIONS.seed());
    }

    private static TrainingEngine engine(Autoencoder spec, Dataset data) {
        return new TrainingEngine(spec, OPTIONS.optimizer(), buckets().slice(), OPTIONS.seed(), data, 1);
    }

    private static BucketGradients gradients(Autoencoder spec, Dataset data) {
        return new BucketGradients() {
            @Override
            public int present() {
                return PRESENT;
            }

            @Override
            public List<ParameterGradients> compute(int epoch, int step, float[] weights) {
                var all = new ArrayList<ParameterGradients>();
                for (int bucket = 0; bucket < buckets().count(); bucket++) {
                    try (var engine = engine(spec, data)) {
                        engine.begin(weights);
                        buckets().slice(buckets().order(epoch, bucket), epoch, step, bucket)
                                .ifPresent(slice -> all.add(engine.gradients(slice)));
                    }
                }
                return all;
            }
        };
    }

    private static BucketRounds rounds(Autoencoder spec, int steps) {
        return new BucketRounds() {
            @Override
            public int present() {
                return PRESENT;
            }

            @Override
            public int steps() {
                return steps;
            }

            @Override
            public List<Outcome> run(int epoch, int round, EngineState state, double rate) {
                var all = new ArrayList<Outcome>();
                for (int bucket = 0; bucket < buckets().count(); bucket++) {
                    try (var engine = engine(spec, RANKED)) {
                        engine.restore(state);
                        double loss = 0;
                        int count = 0;
                        int last = Math.min(buckets().steps(), round * steps);
                        for (int step = (round - 1) * steps + 1; step <= last; step++) {
                            var slice = buckets().slice(buckets().order(epoch, bucket), epoch, step, bucket)
                                    .orElseThrow();
                            loss += engine.step(slice.order(), slice.from(), slice.count(), epoch, rate)
                                    * slice.count();
                            count += slice.count();
                        }
                        all.add(new Outcome(engine.state(), loss / count, count));
                    }
                }
                return all;
            }
        };
    }

    @Test
    void gradientsFromElsewhereTrainTheSameWeights() {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.variational(),
                Examples.penalised())) {
            var expected = new Trainer(spec, OPTIONS).train(ALL);

            var found = new Trainer(spec, OPTIONS).withWorkers(gradients(spec, RANKED)).train(present());

            assertThat(found.model().weightsSha256()).isEqualTo(expected.model().weightsSha256());
            assertThat(found.epochs()).extracting(EpochReport::loss)
                    .isEqualTo(expected.epochs().stream().map(EpochReport::loss).toList());
            assertThat(found.model().metadata()).containsEntry("data.fingerprint", "elsewhere");
        }
    }

    @Test
    void averagedRoundsLearnAndAreResumed(@TempDir Path folder) {
        var spec = Examples.dense();
        var trainer = new Trainer(spec, OPTIONS).withWorkers(rounds(spec, 2));
        var whole = trainer.train(present());

        new Trainer(spec, OPTIONS.withEpochs(1)).withWorkers(rounds(spec, 2)).withCheckpoints(folder).train(present());
        var resumed = trainer.resume(Checkpoint.latest(folder).orElseThrow()).train(present());

        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        assertThat(whole.epochs()).extracting(EpochReport::samples).allMatch(samples -> samples == RANKED.size());
        assertThat(whole.epochs().getLast().loss()).isLessThan(whole.epochs().getFirst().loss());
    }

    @Test
    void aLossThatIsNotFiniteEndsTheTraining() {
        var huge = Dataset.ofFloats("huge", RANKED.shape(), RANKED.size(), (sample, features) -> {
            RANKED.read(sample, 0, features.length, features, 0, 1);
            features[0] = sample == 111 ? Float.MAX_VALUE : features[0];
        }, Optional.empty());
        var spec = Examples.dense();

        assertThatThrownBy(() -> new Trainer(spec, OPTIONS).withWorkers(gradients(spec, huge)).train(present()))
                .isInstanceOf(TrainingException.class).hasMessageContaining("epoch 1");
    }

    @Test
    void needBucketsAndNoPretraining() {
        var workers = rounds(Examples.dense(), 2);

        assertThatThrownBy(() -> new Trainer(Examples.dense(), OPTIONS.withBuckets(1)).withWorkers(workers))
                .isInstanceOf(SpecException.class)
                .hasMessage("train: expected buckets of 2 or more for workers, found 1; set buckets: 8");
        assertThatThrownBy(() -> new Trainer(Examples.stack(), OPTIONS.withPretraining(new Pretraining(1)))
                .withWorkers(workers)).isInstanceOf(SpecException.class).hasMessage(
                        "train: expected no pretraining, which needs all samples in one place, found one; remove it");
    }

    @Test
    void listenersGetCheckpoints(@TempDir Path folder) {
        var written = new ArrayList<Path>();
        new Trainer(Examples.dense(), OPTIONS).withCheckpoints(folder).withListener(new TrainingListener() {
            @Override
            public void onCheckpoint(Path where) {
                written.add(where);
            }
        }).train(ALL);

        assertThat(written).isNotEmpty().containsOnly(folder);
    }
}
