package dev.hourglass.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.train.EpochReport;
import dev.hourglass.train.PretrainingReport;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void writesEveryFieldOfEveryEpoch() {
        var file = folder.resolve("history.jsonl");
        var before = new EpochReport(1, 0.5, OptionalDouble.empty(), 0.01, 2.5, 60);
        var after = new EpochReport(2, 0.25, OptionalDouble.of(0.375), 0.02, 3.5, 70, OptionalDouble.of(0.875));

        try (var history = new HistoryFile(file, List.of(before))) {
            history.onPretraining(new PretrainingReport(2, 3, 4, before));
            history.onEpoch(after);
        }

        assertThat(file).hasContent("""
                {"epoch":1,"loss":0.5,"learning_rate":0.01,"seconds":2.5,"samples":60}
                {"pretrained_layer":2,"epoch":1,"loss":0.5,"learning_rate":0.01,"seconds":2.5,"samples":60}
                {"epoch":2,"loss":0.25,"validation_loss":0.375,"validation_accuracy":0.875,"learning_rate":0.02,"seconds":3.5,"samples":70}
                """);
    }
}
