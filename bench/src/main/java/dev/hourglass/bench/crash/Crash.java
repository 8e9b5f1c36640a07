package dev.hourglass.bench.crash;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Kills a training again and again, and compares what comes of it with one that was left alone.
@Command(
        name = "bench/crash",
        description = {
            "Kills a training (SIGKILL) at random moments while it writes checkpoints and overwrites its model file.",
            "",
            "After every kill each checkpoint and the model have to be whole; then the training is resumed, on another "
                    + "number of threads, and killed again. Whenever it comes to its end, its weights have to be those of a "
                    + "training that was never interrupted. Ends with exit code 1 when they are not.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class Crash implements Callable<Integer> {
    @Option(names = "--kills", paramLabel = "N", defaultValue = "200", description = "How many times to kill.")
    private int kills;

    @Option(
            names = "--longest",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "The longest time until a kill, from the first sign of life on.")
    private int longest;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the random moments.")
    private long seed;

    private int killed;
    private int ends;
    private int leftovers;
    private int files;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Crash()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var expected = uninterrupted();
        System.out.println("a training that is left alone ends with " + expected);
        var random = new Random(seed);
        while (killed < kills) {
            var folder = Files.createTempDirectory("hourglass-crash");
            var found = resumeUntilTheEnd(folder, random);
            remove(folder);
            if (!found.isEmpty() && !found.equals(expected)) {
                System.out.printf("after %d kills a resumed training ended with %s%n", killed, found);
                return 1;
            }
        }
        System.out.printf(
                "%d kills, %d of them while a file was being written; %d files were opened afterwards, all whole; "
                        + "resumed to the end: %d, always with the same weights%n",
                killed, leftovers, files, ends);
        return 0;
    }

    private static String uninterrupted() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("hourglass-crash");
        var process = start(folder, 2, "--add-modules=jdk.incubator.vector");
        try (var output = process.inputReader()) {
            var last = output.lines().reduce("", (_, line) -> line);
            process.waitFor();
            return last;
        } finally {
            remove(folder);
        }
    }

    /// @return the checksum of the weights, or nothing when there were kills enough
    private String resumeUntilTheEnd(Path folder, Random random) throws IOException, InterruptedException {
        while (killed < kills) {
            var process = start(folder, 1 + random.nextInt(3), "-XX:TieredStopAtLevel=1");
            try (var output = process.inputReader()) {
                var first = output.readLine();
                if (!Trainee.BEGUN.equals(first)) {
                    throw new IOException("the training did not begin: " + first);
                }
                if (process.waitFor(random.nextInt(longest), TimeUnit.MILLISECONDS)) {
                    ends++;
                    return output.readLine();
                }
                process.destroyForcibly().waitFor();
            }
            killed++;
            requireWhole(folder);
        }
        return "";
    }

    /// Every file under its own name, whichever moment the process was killed at.
    private void requireWhole(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var file : entries) {
                var name = file.getFileName().toString();
                if (name.startsWith(".")) {
                    leftovers++;
                } else {
                    files++;
                    if (name.equals(Trainee.MODEL)) {
                        TrainedAutoencoder.load(file);
                    } else {
                        Checkpoint.load(file);
                    }
                }
            }
        }
    }

    private static Process start(Path folder, int threads, String option) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java, "-Xshare:auto", "-XX:+UseSerialGC", option, "-cp", System.getProperty("java.class.path"),
                Trainee.class.getName(), folder.toString(), Integer.toString(threads));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void remove(Path folder) throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            files.forEach(all::add);
        }
        for (var file : all.reversed()) {
            Files.delete(file);
        }
    }
}
