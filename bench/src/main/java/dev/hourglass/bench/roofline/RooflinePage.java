package dev.hourglass.bench.roofline;

import dev.hourglass.experiments.yaml.SpecDocument;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the roofline page in Markdown.
@Command(
        name = "bench/roofline",
        description = {
            "Compares training steps with the least time that this machine could take for them.",
            "",
            "The floor of a step is the larger of two times: its multiply-adds at the speed of multiply-adds in registers, "
                    + "and the bytes it must move at the speed of a triad over arrays that no cache holds. Both speeds are "
                    + "measured between the steps. Only useful work counts: what pads vectors, blocks and pictures does "
                    + "not, and a resize-convolution counts on the small picture. Figures are medians, in milliseconds, "
                    + "on one and on two threads; what is reached of the floor is taken turn by turn.",
            "",
            "Networks whose samples are not of MNIST's size train on random pixels.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class RooflinePage implements Callable<Integer> {
    private static final String HEADER = """
            | network | multiply-adds | bytes | floor 1 | ours 1 | reached | floor 2 | ours 2 | reached | 2 over 1 |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";
    private static final List<Path> FOLDERS = List.of(Path.of("examples"), Path.of("bench/workloads"));

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            description = "Networks, as paths from the project's folder; all of examples and bench/workloads if none.")
    private List<Path> specs = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "300", description = "Length of a turn.")
    private int turnMillis;

    private RooflinePage() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new RooflinePage()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var rows = new ArrayList<String>();
        for (var spec : specs.isEmpty() ? all() : specs) {
            var lines = measure(spec);
            rows.add(lines.getFirst());
            lines.subList(1, lines.size()).forEach(System.out::println);
            System.out.println();
        }
        System.out.println(HEADER);
        rows.forEach(System.out::println);
        return 0;
    }

    private static List<Path> all() throws IOException {
        var all = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            if (Files.isDirectory(folder)) {
                try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
                    var found = new ArrayList<Path>();
                    files.forEach(found::add);
                    found.stream().filter(file -> !SpecDocument.read(file).isOfTable()).sorted().forEach(all::add);
                }
            }
        }
        return all;
    }

    /// Runs a [RooflineTrial], with the same Java and the same options as this process has.
    private List<String> measure(Path spec) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), RooflineTrial.class.getName(),
                spec.toString(), Integer.toString(rounds), Integer.toString(turnMillis)));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var answer = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = answer.lines().toList();
            if (process.waitFor() != 0) {
                throw new IOException(spec + ": the trial failed, see above");
            }
            return lines;
        }
    }
}
