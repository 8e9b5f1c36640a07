package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The options of a command that makes another sample of each sample: which ones, and where the others go.
final class SamplesOut {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PartOption part = new PartOption();

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            description = "A .npy or .csv file, or a folder for one PNG file per sample, with 16 bits if the input has 16. "
                    + "PNG files keep the names of a folder's pictures if all are used; otherwise they are "
                    + "numbered. Default: CSV on standard output.")
    private Optional<Path> out = Optional.empty();

    /// Reads samples and writes what comes of them.
    ///
    /// @param change samples to others `[sample][feature]` of the same number and shape
    /// @param noun what the others are called
    ///
    /// @throws DataException where the samples cannot be used, or a picture that is read would be written over
    void write(
            TrainedAutoencoder model, Function<Dataset, float[][]> change, String noun, CommandSpec command,
            Console console) throws IOException {
        write(model, change, noun, Optional.empty(), command, console);
    }

    /// Likewise, and where pictures and their reconstructions differ.
    ///
    /// @param errors folder for one error map of each picture; where nothing else is asked for, no samples are printed
    void write(
            TrainedAutoencoder model, Function<Dataset, float[][]> change, String noun, Optional<Path> errors,
            CommandSpec command, Console console) throws IOException {
        var form = out
                .map(path -> OutputFormat.of(path, command, OutputFormat.NPY, OutputFormat.CSV, OutputFormat.FOLDER));
        var source = data.open(model, command);
        var samples = part.of(source);
        var shape = samples.getFirst().shape();
        boolean arePictures = form.filter(OutputFormat.FOLDER::equals).isPresent();
        int count = samples.stream().mapToInt(Dataset::size).sum();
        var names = arePictures ? PictureNames.of(source, part, count) : PictureNames.numbered(count, List.of());
        if (arePictures) {
            names.requireFree("--out", out.get());
        }
        if (errors.isPresent()) {
            PictureErrors.of("--errors", model, samples, command)
                    .write("--errors", errors.get(), PictureNames.of(source, part, count),
                            IntStream.range(0, count).toArray(), 0);
            console.report("wrote %s to %s".formatted(CountedNoun.text(count, "error map"), errors.get()));
            if (out.isEmpty()) {
                return;
            }
        }
        var rows = SampleTable.of(shape, samples, samples.stream().map(change).toList());
        if (out.isEmpty()) {
            rows.printCsv(console.out());
        } else {
            rows.write(out.get(), form.orElseThrow(), names, bits(samples), shape, model.spec().input());
            console.report("wrote %,d %s to %s".formatted(rows.values().length, noun, out.get()));
        }
    }

    /// Of written pictures: as many as those that were read have.
    private static int bits(List<Dataset> samples) {
        return samples.stream().mapToInt(data -> data.bits().orElse(Byte.SIZE)).max().orElse(Byte.SIZE);
    }
}
