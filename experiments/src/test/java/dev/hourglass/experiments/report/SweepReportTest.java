package dev.hourglass.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.QuietMonitor;
import dev.hourglass.experiments.figure.DrawnPoints;
import dev.hourglass.experiments.sweep.Combination;
import dev.hourglass.experiments.sweep.Grid;
import dev.hourglass.experiments.sweep.SweepResult;
import dev.hourglass.experiments.sweep.Trial;
import dev.hourglass.experiments.sweep.TrialResult;
import dev.hourglass.experiments.sweep.Variation;
import dev.hourglass.experiments.yaml.SpecFile;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {
    private static final TrialResult FIRST = result("code", "2", "a", 2, 0.5, 0.25, Optional.empty());
    private static final TrialResult SECOND = result("code", "8", "b", 8, 0.125, 0.0625, Optional.empty());
    private static final TrialResult FAILED = new TrialResult(
            Map.of("code", "4"), "c", 4, 0, 1, 0.5, Map.of(), Optional.of("the loss is NaN"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void writesALineForEachRunInTheirOrder() {
        assertThat(new SweepRows(List.of(SECOND, FIRST, FAILED)).csv()).isEqualTo("""
                code,code_size,parameters,epochs,seconds,test_mse,test_pca_mse,failure,folder
                8,8,80,3,1.5,0.125,0.0625,,b
                2,2,20,3,1.5,0.5,0.25,,a
                4,4,0,1,0.5,,,the loss is NaN,c
                """);
    }

    @Test
    void quotesCellsThatNeedIt() {
        var corruption = result(
                "model.corruption", "{gaussian: {sigma: 0.5, clip: [0, 1]}}", "a", 2, 0.5, 0.25,
                Optional.of("the \"loss\"\nis NaN"));

        assertThat(new SweepRows(List.of(corruption)).csv()).isEqualTo("""
                model.corruption,code_size,parameters,epochs,seconds,test_mse,test_pca_mse,failure,folder
                "{gaussian: {sigma: 0.5, clip: [0, 1]}}",2,20,3,1.5,0.5,0.25,"the ""loss""
                is NaN",a
                """);
    }

    @Test
    void showsRunsInTheirOrder() throws IOException {
        var report = new SweepReport("dense", "bars", new SweepResult(List.of(SECOND, FIRST, FAILED), trials()));

        assertThat(report.lines()).containsExactly(
                "code  code size  parameters  epochs  seconds  mse     pca_mse",
                "8     8          80          3       1.5      0.1250  0.06250",
                "2     2          20          3       1.5      0.5000  0.2500",
                "4     4          0           1       0.5",
                "skipped: code=<9>&\"");
        assertThat(written(report).replace("\n", ""))
                .contains("<tr><td>8</td>"
                        + "<td>8</td><td>80</td><td>3</td><td>1.5</td><td>0.1250</td><td>0.06250</td><td>b</td></tr>"
                        + "<tr><td>2</td><td>2</td><td>20</td><td>3</td><td>1.5</td><td>0.5000</td><td>0.2500</td>"
                        + "<td>a</td></tr>"
                        + "<tr><td>4</td><td>4</td><td>0</td><td>1</td><td>0.5</td><td></td><td></td><td>c</td></tr>")
                .contains("{code=4} failed: the loss is NaN");
        assertThat(report.fields(folder).get("runs")).asInstanceOf(
                InstanceOfAssertFactories.list(Map.class))
                .extracting(run -> run.get("codeSize")).containsExactly(8, 2, 4);
    }

    @Test
    void whateverComesFromOutsideIsEscaped() throws IOException {
        var run = result("<key>&\"", "<value>&\"", "<folder>&\"", 2, 0.5, 0.25, Optional.of("<failure>&\""));
        var report = new SweepReport("<name>&\"", "<data>&\"", new SweepResult(List.of(run), trials()));

        var page = written(report);

        for (var place : List.of("key", "value", "folder", "failure", "name", "data", "9")) {
            assertThat(page).contains("&lt;" + place + "&gt;&amp;&quot;").doesNotContain("<" + place + ">");
        }
        assertThat(page).doesNotContain("&\"");
    }

    @Test
    void drawsTheErrorOfTheModelsAndOfPrincipalComponentsAveragedOverSeeds() {
        var results = new ArrayList<TrialResult>();
        for (var seed : List.of("1", "2")) {
            double more = seed.equals("1") ? -0.05 : 0.05;
            results.add(seeded("2", seed, 0.4 + more, 0.5));
            results.add(seeded("4", seed, 0.2 - more, 0.35));
            results.add(seeded("8", seed, 0.1, 0.3));
        }

        var figure = new SweepRows(results).figure("bars").orElseThrow();

        var points = new ArrayList<Point2D>(DrawnPoints.of(figure, new Color(0x0072B2), 95));
        points.addAll(DrawnPoints.of(figure, new Color(0x667085), 95));
        DrawnPoints.assertLaidOut(
                points, new double[][] {{2, 0.4}, {4, 0.2}, {8, 0.1}, {2, 0.5}, {4, 0.35}, {8, 0.3}});
    }

    private String written(SweepReport report) throws IOException {
        report.write(folder, new QuietMonitor());
        return Files.readString(SweepReport.page(folder));
    }

    /// One that there was no time for.
    private static List<Trial> trials() {
        var experiment = SpecFile.parse("spec", """
                model: {input: 4, encoder: [{dense: 2}], decoder: [{dense: 4}], loss: mean_squared_error}
                train: {optimizer: {adam: 0.01}, epochs: 1, batch: 1}
                """, List.of());
        var trial = Grid.of("spec", experiment, List.of(Variation.parse("code=2"))).getFirst();
        return List.of(new Trial(new Combination(Map.of("code", "<9>&\"")), trial.experiment()));
    }

    private static TrialResult result(
            String key, String value, String folder, int code, double mse, double pca, Optional<String> failure) {
        return new TrialResult(Map.of(key, value), folder, code, 10L * code, 3, 1.5, metrics(mse, pca), failure);
    }

    private static TrialResult seeded(String code, String seed, double mse, double pca) {
        var values = new LinkedHashMap<String, String>();
        values.put("code", code);
        values.put("train.seed", seed);
        return new TrialResult(
                values, code + seed, Integer.parseInt(code), 10, 3, 1.5, metrics(mse, pca), Optional.empty());
    }

    private static Map<String, Double> metrics(double mse, double pca) {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("mse", mse);
        metrics.put("pca_mse", pca);
        return metrics;
    }
}
