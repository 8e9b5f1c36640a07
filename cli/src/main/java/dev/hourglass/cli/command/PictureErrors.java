package dev.hourglass.cli.command;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.experiments.figure.ErrorMapFigure;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.metric.ErrorMap;
import dev.hourglass.metric.ErrorRegion;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Where pictures and their reconstructions differ.
///
/// @param shape in which the samples are drawn
/// @param samples of one set after the other
record PictureErrors(TrainedAutoencoder model, Shape shape, List<Dataset> samples) {
    PictureErrors {
        samples = List.copyOf(samples);
    }

    /// Empty where the samples are no pictures.
    static Optional<PictureErrors> of(TrainedAutoencoder model, List<Dataset> samples) {
        var input = model.spec().input();
        return PictureShape.of(input.size(), samples.getFirst().shape(), input)
                .map(shape -> new PictureErrors(model, shape, samples));
    }

    /// The same for samples that an option asks to draw.
    ///
    /// @throws ParameterException where they are no pictures
    static PictureErrors of(String option, TrainedAutoencoder model, List<Dataset> samples, CommandSpec command) {
        return of(model, samples).orElseThrow(() -> new ParameterException(
                command.commandLine(),
                option + ": expected pictures of 1 channel (grey) or 3 (colours), found samples of shape "
                        + samples.getFirst().shape()));
    }

    private Dataset single(int sample) {
        int before = 0;
        for (var set : samples) {
            if (sample < before + set.size()) {
                return set.slice(sample - before, sample - before + 1);
            }
            before += set.size();
        }
        throw new IllegalArgumentException("expected a sample below %,d, found %,d".formatted(before, sample));
    }

    private ErrorMap map(Dataset sample) {
        return ErrorMap.of(shape, sample.sample(0), model.reconstruct(sample)[0]);
    }

    /// The worst boxes of a picture.
    List<ErrorRegion> regions(int sample, int most) {
        return map(single(sample)).regions(most);
    }

    /// As a cell of a table: `8x6 at 12,4: 41.2 %; ...`, columns and rows counted from 0.
    static String text(List<ErrorRegion> regions) {
        return regions.stream().map(region -> String.format(Locale.ROOT, "%dx%d at %d,%d: %.1f %%", region.width(),
                region.height(), region.left(), region.top(), 100 * region.share())).collect(Collectors.joining("; "));
    }

    /// For machines.
    static List<Map<String, Object>> fields(List<ErrorRegion> regions) {
        return regions.stream().map(region -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("left", region.left());
            fields.put("top", region.top());
            fields.put("width", region.width());
            fields.put("height", region.height());
            fields.put("share", region.share());
            return fields;
        }).toList();
    }

    /// Writes a PNG file for each of some pictures, on one scale.
    ///
    /// @param option that asks for them
    /// @param names of the files of all pictures
    /// @param chosen the pictures
    /// @param framed how many of the worst boxes are framed
    /// @throws DataException where no text can be drawn, or a picture that is read would be written over
    void write(String option, Path folder, PictureNames names, int[] chosen, int framed) throws IOException {
        if (!Figures.possible()) {
            throw new DataException(
                    option + ": this machine has no fonts for Java to draw with; install fontconfig and a font");
        }
        names.requireFree(option, folder);
        var figure = ErrorMapFigure.of(shape,
                Arrays.stream(chosen).mapToObj(sample -> map(single(sample))).toList());
        for (int sample : chosen) {
            var data = single(sample);
            var map = map(data);
            var name = names.files().get(sample);
            var drawn = figure.draw(name.toString(), data.sample(0), model.reconstruct(data)[0], map,
                    map.regions(framed));
            OutputFile.write(folder.resolve(name), drawn.image());
        }
    }
}
