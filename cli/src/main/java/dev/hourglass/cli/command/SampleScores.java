package dev.hourglass.cli.command;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.experiments.report.CsvWriter;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The errors of samples, and where in a picture the largest are.
final class SampleScores {
    private final double[] errors;
    /// Files or numbers, and classes.
    private final SampleColumns known;
    private final Optional<PictureErrors> pictures;
    private final int regions;

    private SampleScores(double[] errors, SampleColumns known, Optional<PictureErrors> pictures, int regions) {
        this.errors = errors;
        this.known = known;
        this.pictures = pictures;
        this.regions = regions;
    }

    /// @param pictures what `--maps` and `--regions` ask for
    /// @param regions of each picture; 0 for none
    static SampleScores of(
            TrainedAutoencoder model, List<Dataset> samples, Optional<PictureErrors> pictures, int regions) {
        double[] errors = samples.stream().map(model::score).flatMapToDouble(Arrays::stream).toArray();
        return new SampleScores(errors, SampleColumns.of(samples).orNumbered(errors.length), pictures, regions);
    }

    int count() {
        return errors.length;
    }

    /// All samples, in the order of the data.
    int[] all() {
        return IntStream.range(0, errors.length).toArray();
    }

    /// The samples with the largest errors, the largest first.
    int[] largest(int most) {
        return IntStream.range(0, errors.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> errors[i]).reversed())
                .limit(most).mapToInt(Integer::intValue).toArray();
    }

    void write(Path out, OutputFormat form) throws IOException {
        if (form == OutputFormat.NPY) {
            var rows = Arrays.stream(errors).mapToObj(error -> new float[] {(float) error}).toArray(float[][]::new);
            Npy.write(OutputFile.inFolder(out), Shape.of(1), rows);
        } else {
            OutputFile.write(out, csv(all()).text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Draws the errors of some samples over their pictures.
    void draw(Path folder, PictureNames names, int... samples) throws IOException {
        pictures.orElseThrow().write("--maps", folder, names, samples, regions);
    }

    CsvWriter csv(int... samples) {
        var head = new ArrayList<>(known.head());
        head.add("error");
        if (regions > 0) {
            head.add("regions");
        }
        var csv = new CsvWriter(head);
        for (int i : samples) {
            var cells = new ArrayList<>(known.cells(i));
            cells.add(Double.toString(errors[i]));
            if (regions > 0) {
                cells.add(PictureErrors.text(pictures.orElseThrow().regions(i, regions)));
            }
            csv.row(cells);
        }
        return csv;
    }

    /// For `--json`.
    Map<String, Object> fields(int... samples) {
        var scores = new ArrayList<Map<String, Object>>();
        var head = known.head();
        for (int i : samples) {
            var score = new LinkedHashMap<String, Object>();
            for (int c = 0; c < head.size(); c++) {
                score.put(head.get(c), known.cells(i).get(c));
            }
            score.put("error", errors[i]);
            if (regions > 0) {
                score.put("regions", PictureErrors.fields(pictures.orElseThrow().regions(i, regions)));
            }
            scores.add(score);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("samples", errors.length);
        fields.put("mse", Arrays.stream(errors).sequential().sum() / errors.length);
        fields.put("scores", scores);
        return fields;
    }
}
