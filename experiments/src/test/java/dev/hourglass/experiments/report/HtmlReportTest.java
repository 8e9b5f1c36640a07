package dev.hourglass.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.evaluation.PcaBaseline;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.figure.Figure;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.testing.KnownModels;
import dev.hourglass.train.Diagnostic;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.TrainingResult;
import dev.hourglass.train.TrainingResult.Ending;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test
    void whateverComesFromOutsideIsEscaped() {
        var report = report();

        for (var place : List.of("name", "data", "finding", "note", "value", "referee", "spec", "caption", "folder")) {
            assertThat(report).contains("&lt;" + place + "&gt;&amp;&quot;").doesNotContain("<" + place + ">");
        }
        assertThat(report).doesNotContain("&\"");
    }

    @Test
    void countsParametersEpochsAndTrainingSamples() {
        assertThat(report()).contains(
                "An autoencoder of 22 parameters, trained for 2 epochs on 3 samples of",
                "<dt>code</dt><dd>2 <small>of 4 features</small></dd>",
                "<dt>speed</dt><dd>150 <small>samples/s</small></dd>",
                "<dt>loss</dt><dd>0.2500 <small>per feature</small></dd>",
                "<h2>Measures on 5 test samples</h2>");
    }

    @Test
    void givesEachMeasureItsRow() {
        var rows = report().replace("\n", "");

        assertThat(rows)
                .contains("<tr><td>loss</td><td class=\"number\">0.2500</td><td>per feature</td></tr>"
                        + "<tr><td>mean squared error</td><td class=\"number\">0.01250</td><td>per feature</td></tr>"
                        + "<tr><td>mean squared error of PCA</td><td class=\"number\">0.5000</td><td>per feature</td></tr>")
                .contains("<tr><td>encoder 1</td><td>dense 2</td><td>[2]</td><td class=\"number\">10</td></tr>"
                        + "<tr><td>decoder 1</td><td>dense 4</td><td>[4]</td><td class=\"number\">12</td></tr>"
                        + "<tr><td></td><td></td><td>total</td><td class=\"number\">22</td></tr>")
                .contains("<tr><td>ending</td><td class=\"long\">stopped early</td></tr>"
                        + "<tr><td>seconds of training</td><td class=\"long\">0.0</td></tr>");
    }

    private static String report() {
        var model = KnownModels.first(4, 2, 0.5f)
                .withMetadata(Map.of(evil("note"), evil("value"), "test.x", "left out"));
        var epochs = List.of(epoch(1), epoch(2));
        var training = new TrainingResult(
                model, epochs, List.of(new Diagnostic(evil("finding"), false)), Ending.STOPPED_EARLY, Optional.empty());
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("loss", 0.25);
        metrics.put("mse", 0.0125);
        metrics.put("pca_mse", 0.5);
        var evaluation = new TestEvaluation(
                5, metrics, List.of(), 1, new PcaBaseline.Skipped(evil("referee")), List.of());
        var data = new DataSource(evil("data"), List.of(samples(3), samples(5)), Optional.empty());
        var result = new RunResult(
                evil("name"),
                new Experiment(Optional.empty(), model.spec(),
                        TrainingOptions.of(new Adam(1)).withEpochs(2).withBatchSize(3).withSeed(1)),
                data, new RunFolder(Path.of(evil("folder"))), training, model, evaluation);
        var figure = new Figure("figure", evil("caption"), new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
        return HtmlReport.of(result, evil("spec"), List.of(figure));
    }

    private static String evil(String place) {
        return "<" + place + ">&\"";
    }

    private static EpochReport epoch(int number) {
        return new EpochReport(number, 0.3, OptionalDouble.empty(), 0.001, 0.02, 3);
    }

    private static Dataset samples(int count) {
        return Dataset.ofFloats(evil("data"), Shape.of(4), new float[4 * count], Optional.empty());
    }
}
