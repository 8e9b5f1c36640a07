package dev.hourglass.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a classifier tells of a sample.
///
/// @param label its class, where known
/// @param told the most probable class
/// @param probabilities of every class
record ToldClass(Optional<Integer> label, int told, float[] probabilities) {

    /// Writes a CSV file.
    ///
    /// @param names of the samples; where there are none, they are numbered from 0
    static void write(List<ToldClass> all, List<String> names, int classes, Path file) throws IOException {
        var text = new StringWriter();
        write(all, names, classes, text);
        OutputFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Prints the same lines.
    static void print(List<ToldClass> all, List<String> names, int classes, PrintStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, out.charset()));
        write(all, names, classes, writer);
        writer.flush();
    }

    private static void write(List<ToldClass> all, List<String> names, int classes, Writer out) throws IOException {
        boolean isLabelled = all.stream().allMatch(one -> one.label().isPresent());
        var columns = IntStream.range(0, classes).mapToObj(c -> "p" + c).collect(Collectors.joining(","));
        out.write((names.isEmpty() ? "sample," : "file,") + (isLabelled ? "label," : "") + "class," + columns + "\n");
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            out.write(names.isEmpty() ? Integer.toString(i) : quoted(names.get(i)));
            out.write(isLabelled ? "," + one.label().orElseThrow() : "");
            out.write("," + one.told());
            for (float probability : one.probabilities()) {
                out.write("," + probability);
            }
            out.write('\n');
        }
    }

    /// As RFC 4180 has it, where a name needs it.
    private static String quoted(String name) {
        return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
