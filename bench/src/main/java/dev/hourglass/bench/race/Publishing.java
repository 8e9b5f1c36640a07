package dev.hourglass.bench.race;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/// The option of commands whose ratios can be published.
final class Publishing {
    @Option(
            names = "--publish",
            description = "Write the ratios to bench/published.csv, which bench/guard compares with; all rivals have to "
                    + "race: libtorch_tuned and djl, for training tensorflow, for inference onnx_runtime.")
    private boolean isWanted;

    /// Whether it is wanted although rivals are missing; prints which.
    boolean isImpossible(List<Framework> frameworks, Discipline discipline) {
        return isWanted && !Published.isComplete(frameworks, discipline);
    }

    /// Writes the ratios of one network in place of its old ones, if that is wanted.
    void add(PublishedMeasure measure, String network, RoundTimes times) throws IOException {
        if (isWanted) {
            Published.read().with(measure, network, times).write();
        }
    }
}
