package dev.hourglass.cli.command;

import dev.hourglass.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What is known of each sample before a command computes anything: the first columns of its line in a CSV file.
///
/// @param nameColumn what the column of names is called
/// @param names of the samples, as a file's path within the folder of data; empty where they have none
/// @param labels the names of their classes; empty where these are not known
record SampleColumns(String nameColumn, List<String> names, List<String> labels) {
    /// Of samples of which nothing is known.
    static final SampleColumns NONE = new SampleColumns("file", List.of(), List.of());

    SampleColumns {
        names = List.copyOf(names);
        labels = List.copyOf(labels);
    }

    /// Of several sets of samples, one after the other; a column is there if all of them have it.
    static SampleColumns of(List<Dataset> data) {
        boolean isNamed = data.stream().noneMatch(set -> set.sampleNames().isEmpty());
        boolean isLabelled = data.stream().allMatch(set -> set.labels().isPresent());
        return new SampleColumns(
                NONE.nameColumn(),
                isNamed ? data.stream().flatMap(set -> set.sampleNames().stream()).toList() : List.of(),
                isLabelled ? data.stream().flatMap(set -> labels(set).stream()).toList() : List.of());
    }

    private static List<String> labels(Dataset data) {
        var labels = data.labels().orElseThrow();
        var names = labels.names();
        return IntStream.range(0, data.size()).mapToObj(i -> names.get(labels.of(i))).toList();
    }

    /// The same with numbers from 0 for samples that have no names.
    SampleColumns orNumbered(int samples) {
        return names.isEmpty()
                ? new SampleColumns("sample", IntStream.range(0, samples).mapToObj(Integer::toString).toList(), labels)
                : this;
    }

    List<String> head() {
        var head = new ArrayList<String>();
        if (!names.isEmpty()) {
            head.add(nameColumn);
        }
        if (!labels.isEmpty()) {
            head.add("label");
        }
        return head;
    }

    List<String> cells(int sample) {
        var cells = new ArrayList<String>();
        if (!names.isEmpty()) {
            cells.add(names.get(sample));
        }
        if (!labels.isEmpty()) {
            cells.add(labels.get(sample));
        }
        return cells;
    }
}
