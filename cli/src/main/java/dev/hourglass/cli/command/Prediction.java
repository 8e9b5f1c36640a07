package dev.hourglass.cli.command;

import dev.hourglass.experiments.report.CsvWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A classifier's answer for one sample.
///
/// @param predicted the number of the most probable class
/// @param probabilities of every class
record Prediction(int predicted, float[] probabilities) {
    float probability() {
        return probabilities[predicted];
    }

    /// A line for each sample: what is known of it, the class, and the probability of every class.
    ///
    /// @param classNames of the classes 0, 1 and so on
    static CsvWriter csv(List<Prediction> all, SampleColumns known, List<String> classNames) {
        var columns = Stream.concat(Stream.of("class"), classNames.stream().map("p_"::concat));
        var csv = new CsvWriter(Stream.concat(known.head().stream(), columns).toList());
        for (int i = 0; i < all.size(); i++) {
            csv.row(Stream.concat(known.cells(i).stream(), all.get(i).cells(classNames)).toList());
        }
        return csv;
    }

    private Stream<String> cells(List<String> classNames) {
        return Stream.concat(
                Stream.of(classNames.get(predicted)),
                IntStream.range(0, probabilities.length).mapToObj(c -> Float.toString(probabilities[c])));
    }
}
