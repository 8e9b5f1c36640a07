package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.VerificationOutput;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.verification.ProtocolFile;
import dev.hourglass.experiments.verification.ProtocolResult;
import dev.hourglass.experiments.verification.QuickResult;
import dev.hourglass.experiments.verification.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hourglass verify`: published results, trained again.
@Command(
        name = "verify",
        description = {
            "Trains what the literature reports and prints the results beside the published ones.",
            "",
            "Each result is a file of the folder verify: a model, its training, a measure and the published value. Trainings take "
                    + "seconds to hours. What has been measured is kept and not trained again; what was interrupted "
                    + "goes on from its last checkpoint. --quick trains a shortened form of each, whose value is "
                    + "the same bits on every machine, and keeps nothing.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass verify --quick",
            "  hourglass verify hinton",
            "  hourglass verify hinton --validate --set train.epochs=20 --out runs/hinton-20"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The results to verify. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick",
            description = "Train a shortened form of each and compare its value with the one that is known, bit by bit.")
    private boolean quick;

    @Option(names = "--seeds", paramLabel = "N",
            description = "Trainings of each result, whose mean counts. Default: as the protocol says.")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--validate",
            description = "Measure with the last sixth of the training samples, which are then not trained on, instead of the test "
                    + "samples: to choose settings by.")
    private boolean validate;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "Changes one value of the protocols, such as train.epochs=20. May be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--protocols", paramLabel = "FOLDER",
            description = "The folder of the protocols. Default: ${DEFAULT-VALUE}.")
    private Path protocols = Path.of("verify");

    @Option(names = "--out", paramLabel = "FOLDER",
            description = "The folder for models and results. Default: runs/verify, with --validate runs/verify-validation.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final Threads threads = new Threads();

    @Mixin
    private final JsonOption json = new JsonOption();

    public VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        threads.check(command);
        seeds.filter(n -> n < 1).ifPresent(n -> {
            throw new ParameterException(command.commandLine(), "--seeds: expected at least 1, found " + n);
        });
        if (quick && (validate || seeds.isPresent() || out.isPresent())) {
            throw new ParameterException(command.commandLine(),
                    "--quick trains one short form with the test samples and keeps nothing: remove --validate, --seeds and --out");
        }
        var files = names.isEmpty() ? ProtocolFile.all(protocols, changes)
                : names.stream().map(name -> ProtocolFile.read(protocols, name, changes)).toList();
        var folder = out.orElseGet(
                () -> RunFolderOptions.RUNS.resolve(validate ? "verify-validation" : "verify"));
        var verifier = new Verifier(console, folder, threads.count(), validate);
        return quick ? quick(verifier, files) : whole(verifier, files);
    }

    private int whole(Verifier verifier, List<ProtocolFile> files) {
        var results = new ArrayList<ProtocolResult>();
        for (var file : files) {
            var result = verifier.run(file, seeds.orElse(file.protocol().verify().seeds()));
            if (result.isEmpty()) {
                break;
            }
            results.add(result.get());
        }
        print(VerificationOutput.of(results), files.size() - results.size());
        return results.size() == files.size() ? 0 : 1;
    }

    private int quick(Verifier verifier, List<ProtocolFile> files) {
        var results = new ArrayList<QuickResult>();
        for (var file : files) {
            console.report(file.name() + " ...");
            var result = verifier.runQuick(file);
            if (result.isEmpty()) {
                break;
            }
            results.add(result.get());
        }
        print(VerificationOutput.ofQuick(results), files.size() - results.size());
        return results.size() == files.size() && results.stream().allMatch(QuickResult::isExpected) ? 0 : 1;
    }

    private void print(VerificationOutput output, int missing) {
        if (missing > 0) {
            console.report(
                    "interrupted: %d of the results are missing; repeat the command to go on".formatted(missing));
        }
        if (json.wanted()) {
            console.print(JsonText.line(output.fields()));
        } else {
            output.lines().forEach(console::print);
        }
    }
}
