package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.studio.Studio;
import dev.hourglass.studio.StudioOptions;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hourglass studio`: runs and models in the browser.
@Command(
        name = "studio",
        description = {
            "Shows runs and models in the browser: watch, compare, start and stop trainings; explore codes, draw, sample, look for anomalies.",
            "",
            "Listens on this machine alone. The link that it prints opens it once; other browsers need the token. Ctrl-C ends it; trainings "
                    + "that were started there save what they have learnt, and can be resumed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass studio",
            "  hourglass studio experiments --port 8888 --no-open",
            "  hourglass studio --data pictures/"
        })
public final class StudioCommand implements Callable<Integer> {
    private static final String MAIN = "dev.hourglass.cli.Main";

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = "runs",
            description = "The folder of the runs. Default: runs.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "Default: any that is free.")
    private int port;

    @Option(names = "--no-open", description = "Print the link, but open no browser.")
    private boolean isQuiet;

    @Option(names = "--data", paramLabel = "DATA",
            description = "Data to train on, beside those of the runs, of the examples and of the program. May be given more than once.")
    private List<String> data = List.of();

    public StudioCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var studio = Studio.start(options(), fault -> console.report("a request failed: " + fault));
        console.report("the studio shows %s".formatted(folder));
        console.report("open %s (works once)".formatted(studio.link()));
        console.report("or %s with the token %s".formatted(studio.uri(), studio.token()));
        if (!isQuiet) {
            open(studio.link());
        }
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            studio.close();
            stopped.countDown();
        }, "stop"));
        stopped.await();
        return 0;
    }

    private StudioOptions options() {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ParameterException(command.commandLine(),
                    "expected a folder of runs, found the file " + folder);
        }
        for (var name : data) {
            if (!DataSource.exists(name)) {
                throw new ParameterException(command.commandLine(), "--data " + name + ": no such file or folder");
            }
        }
        try {
            return new StudioOptions(folder, port, data, trainer());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }

    /// What starts Hourglass: the launcher, which passes on its own place, else Java as it was started.
    static List<String> trainer() {
        var launcher = Optional.ofNullable(System.getProperty("hourglass.launcher"));
        if (launcher.isPresent()) {
            return List.of(launcher.get());
        }
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        return words;
    }

    /// By the desktop's own command. Where there is none, the link is there to be copied.
    private static void open(URI link) {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean isMac = system.startsWith("mac");
        boolean isWindows = system.startsWith("windows");
        boolean hasDesktop = isMac || isWindows || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
        if (hasDesktop) {
            try {
                new ProcessBuilder(isMac ? "open" : isWindows ? "explorer" : "xdg-open", link.toString())
                        .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
            } catch (IOException _) {
                // The link is printed.
            }
        }
    }
}
