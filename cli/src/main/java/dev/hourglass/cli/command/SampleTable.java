package dev.hourglass.cli.command;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.experiments.report.CsvWriter;
import dev.hourglass.spec.Shape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Samples or codes on their way out.
///
/// @param shape of one of them
/// @param values `[sample][feature]`
/// @param known what is known of each
record SampleTable(Shape shape, float[][] values, SampleColumns known) {
    /// Samples of which nothing else is known.
    SampleTable(Shape shape, float[][] values) {
        this(shape, values, SampleColumns.NONE);
    }

    /// The samples of several runs, one after the other.
    ///
    /// @param data where they come from, with their names and labels
    /// @param values what came of each, `[run][sample][feature]`
    static SampleTable of(Shape shape, List<Dataset> data, List<float[][]> values) {
        return new SampleTable(
                shape, values.stream().flatMap(Arrays::stream).toArray(float[][]::new), SampleColumns.of(data));
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
    void write(Path out, OutputFormat form, Shape... pictures) throws IOException {
        write(out, form, PictureNames.numbered(values.length, List.of()), Byte.SIZE, pictures);
    }

    /// Writes in some form; a folder gets one PNG a sample.
    ///
    /// @param names of the PNG files
    /// @param bits of their channels
    /// @param pictures shapes in which a sample might be drawn, the first that fits is taken
    /// @throws DataException where a folder is asked for and the samples are no pictures
    void write(Path out, OutputFormat form, PictureNames names, int bits, Shape... pictures) throws IOException {
        switch (form) {
            case CSV -> OutputFile.write(out, this::writeCsv);
            case NPY -> Npy.write(OutputFile.inFolder(out), shape, values);
            case PNG, FOLDER -> writePictures(out, names.files(), picture(out, shape, pictures), bits);
        }
    }

    /// The shape in which samples are drawn.
    ///
    /// @throws DataException where none fits
    static Shape picture(Path out, Shape sample, Shape... pictures) {
        return PictureShape.of(sample.size(), pictures)
                .orElseThrow(() -> new DataException(
                        "--out %s: expected pictures of 1 channel (grey) or 3 (colours) to draw, found samples of shape %s"
                                .formatted(out, sample) + "; name a .npy or .csv file"));
    }

    /// A header, then a line for each sample: its file and its class where known, its numbers in full precision.
    private void writeCsv(Writer out) throws IOException {
        var features = IntStream.rangeClosed(1, shape.size()).mapToObj(f -> "f" + f);
        out.write(CsvWriter.line(Stream.concat(known.head().stream(), features).toList()));
        out.write('\n');
        for (int i = 0; i < values.length; i++) {
            var cells = known.cells(i);
            out.write(CsvWriter.line(cells));
            for (int f = 0; f < shape.size(); f++) {
                out.write(f == 0 && cells.isEmpty() ? "" : ",");
                out.write(Float.toString(values[i][f]));
            }
            out.write('\n');
        }
    }

    private void writePictures(Path folder, List<Path> names, Shape picture, int bits) throws IOException {
        for (int i = 0; i < values.length; i++) {
            OutputFile.write(folder.resolve(names.get(i)), Picture.of(picture, values[i], bits).image());
        }
    }
}
