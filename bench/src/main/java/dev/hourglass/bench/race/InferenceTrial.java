package dev.hourglass.bench.race;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Puts frameworks through tasks of inference with one network.
///
/// @param samples that there are
/// @param rounds turns of each
record InferenceTrial(
        Path spec, List<InferenceTask> tasks, int samples, List<Framework> frameworks, List<Integer> threads,
        int rounds,
        int turnMillis, int warmUpMillis) {
    private static final Path FOLDER = Path.of("bench", "target", "inference");

    /// @return the race, closed; its processes remember their turns
    InferenceWorkloadRace run() throws IOException, InterruptedException {
        var workload = oneBatch();
        var folder = FOLDER.resolve(workload.name());
        BenchmarkTaskWriter.write(workload, 0, folder);
        try (var race = new InferenceWorkloadRace(
                workload.model(), folder, codeLayers(workload.model()), tasks, frameworks, threads)) {
            System.err.printf("%s: same outputs within %.1e%n", workload.name(), race.compare());
            race.warmUp(warmUpMillis);
            for (int round = 0; round < rounds; round++) {
                race.round(round, turnMillis);
            }
            return race;
        }
    }

    private Workload oneBatch() {
        var all = Workload.read(spec, Long.MAX_VALUE);
        return new Workload(
                all.name(), all.spec(), all.model(), all.optimizer(), samples, all.seed(),
                all.data().slice(0, samples));
    }

    /// A task has a layer for each of the spec's, and one for a code that is drawn.
    private static int codeLayers(Autoencoder model) {
        return model.encoder().size() + switch (model.latent()) {
            case DeterministicLatent() -> 0;
            case GaussianLatent _, TopK _, WinnerTakeAll _ -> throw BenchmarkTaskWriter.absent(model.latent());
        };
    }
}
