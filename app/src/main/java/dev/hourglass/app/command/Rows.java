package dev.hourglass.app.command;

import dev.hourglass.app.figure.Picture;
import dev.hourglass.app.figure.PictureShape;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.io.Npy;
import dev.hourglass.spec.Shape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Samples or codes on their way out.
///
/// @param shape of one of them
/// @param values `[sample][feature]`
/// @param labels the class of each, where known
record Rows(Shape shape, float[][] values, Optional<Labels> labels) {
    /// The samples of several runs, one after the other.
    ///
    /// @param data where they come from, and their labels
    /// @param values what came of each, `[run][sample][feature]`
    static Rows of(Shape shape, List<Dataset> data, List<float[][]> values) {
        var labels = data.stream().flatMap(d -> d.labels().stream()).toList();
        var classes = labels.stream().flatMapToInt(l -> IntStream.range(0, l.size()).map(l::of));
        return new Rows(
                shape,
                values.stream().flatMap(Arrays::stream).toArray(float[][]::new),
                labels.size() == data.size() ? Optional.of(Labels.of(classes.toArray())) : Optional.empty());
    }

    void printCsv(PrintStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, out.charset()));
        writeCsv(writer);
        writer.flush();
    }

    /// Writes in some form; a folder gets one PNG a sample, numbered from 0.
    ///
    /// @param pictures shapes in which a sample might be drawn, the first that fits is taken
    /// @throws DataException where a folder is asked for and the samples are no pictures
    void write(Path out, Form form, Shape... pictures) throws IOException {
        write(out, form, PictureNames.numbered(values.length, List.of()), pictures);
    }

    /// Writes in some form; a folder gets one PNG a sample.
    ///
    /// @param names of the PNG files
    /// @param pictures shapes in which a sample might be drawn, the first that fits is taken
    /// @throws DataException where a folder is asked for and the samples are no pictures
    void write(Path out, Form form, PictureNames names, Shape... pictures) throws IOException {
        switch (form) {
            case CSV -> OutputFile.write(out, this::writeCsv);
            case NPY -> Npy.write(OutputFile.inFolder(out), shape, values);
            case PNG, FOLDER -> writePictures(out, names.files(), picture(out, shape, pictures));
        }
    }

    /// The shape in which samples are drawn.
    ///
    /// @throws DataException where none fits
    static Shape picture(Path out, Shape sample, Shape... pictures) {
        return PictureShape.of(sample.size(), pictures)
                .orElseThrow(() -> new DataException(
                        "--out %s: expected pictures to draw, found samples of shape %s; name a .npy or .csv file"
                                .formatted(out, sample)));
    }

    /// A header, then a line for each sample: its class where known, its numbers in full precision.
    private void writeCsv(Writer out) throws IOException {
        out.write(labels.isPresent() ? "label," : "");
        out.write(IntStream.rangeClosed(1, shape.size()).mapToObj(f -> "f" + f).collect(Collectors.joining(",")));
        out.write('\n');
        for (int i = 0; i < values.length; i++) {
            if (labels.isPresent()) {
                out.write(labels.get().of(i) + ",");
            }
            for (int f = 0; f < shape.size(); f++) {
                out.write(f == 0 ? "" : ",");
                out.write(Float.toString(values[i][f]));
            }
            out.write('\n');
        }
    }

    private void writePictures(Path folder, List<Path> names, Shape picture) throws IOException {
        for (int i = 0; i < values.length; i++) {
            OutputFile.write(folder.resolve(names.get(i)), Picture.of(picture, values[i]).image());
        }
    }
}
