package dev.hourglass.cli;

import dev.hourglass.cli.command.CheckerboardCommand;
import dev.hourglass.cli.command.ClassifyCommand;
import dev.hourglass.cli.command.CorruptCommand;
import dev.hourglass.cli.command.DemoCommand;
import dev.hourglass.cli.command.DriftCommand;
import dev.hourglass.cli.command.EncodeCommand;
import dev.hourglass.cli.command.EvaluateCommand;
import dev.hourglass.cli.command.ExplainCommand;
import dev.hourglass.cli.command.ExportCommand;
import dev.hourglass.cli.command.FillCommand;
import dev.hourglass.cli.command.FinetuneCommand;
import dev.hourglass.cli.command.ImportCommand;
import dev.hourglass.cli.command.InspectCommand;
import dev.hourglass.cli.command.InterpolateCommand;
import dev.hourglass.cli.command.PcaCommand;
import dev.hourglass.cli.command.PlantCommand;
import dev.hourglass.cli.command.ReconstructCommand;
import dev.hourglass.cli.command.SampleCommand;
import dev.hourglass.cli.command.ScoreCommand;
import dev.hourglass.cli.command.ServeCommand;
import dev.hourglass.cli.command.StudioCommand;
import dev.hourglass.cli.command.SweepCommand;
import dev.hourglass.cli.command.SynthesizeCommand;
import dev.hourglass.cli.command.TableCommand;
import dev.hourglass.cli.command.ThresholdCommand;
import dev.hourglass.cli.command.TrainCommand;
import dev.hourglass.cli.command.TraverseCommand;
import dev.hourglass.cli.command.VerifyCommand;
import dev.hourglass.cli.console.Console;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

/// The commands, in the order in which the help lists them.
///
/// Picocli reads the annotations of a command when it is added, which takes a fifth of a second for all of them.
enum Subcommand {
    DEMO(DemoCommand::new),
    TRAIN(TrainCommand::new),
    SWEEP(SweepCommand::new),
    PCA(PcaCommand::new),
    EVALUATE(EvaluateCommand::new),
    SCORE(ScoreCommand::new),
    THRESHOLD(ThresholdCommand::new),
    EXPLAIN(ExplainCommand::new),
    DRIFT(DriftCommand::new),
    FILL(FillCommand::new),
    PLANT(PlantCommand::new),
    SYNTHESIZE(SynthesizeCommand::new),
    TABLE(TableCommand::new),
    CHECKERBOARD(CheckerboardCommand::new),
    RECONSTRUCT(ReconstructCommand::new),
    CORRUPT(CorruptCommand::new),
    ENCODE(EncodeCommand::new),
    SAMPLE(SampleCommand::new),
    INTERPOLATE(InterpolateCommand::new),
    TRAVERSE(TraverseCommand::new),
    FINETUNE(FinetuneCommand::new),
    CLASSIFY(ClassifyCommand::new),
    VERIFY(VerifyCommand::new),
    SERVE(ServeCommand::new),
    STUDIO(StudioCommand::new),
    IMPORT(ImportCommand::new),
    INSPECT(InspectCommand::new),
    EXPORT(ExportCommand::new);

    private static final EnumSet<Subcommand> TRAINING = EnumSet.of(DEMO, TRAIN, SWEEP, FINETUNE, VERIFY);

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<Console, Callable<Integer>> maker;

    Subcommand(Function<Console, Callable<Integer>> maker) {
        this.maker = maker;
    }

    /// As it is written on the command line.
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    Callable<Integer> make(Console console) {
        return maker.apply(console);
    }

    /// Those that the arguments may ask for: the one that they begin with, else all.
    static Collection<Subcommand> wanted(String... arguments) {
        var all = EnumSet.allOf(Subcommand.class);
        var first = arguments.length == 0 ? "" : arguments[0];
        return all.stream().filter(command -> command.title().equals(first)).findFirst()
                .map(EnumSet::of)
                .orElse(all);
    }

    /// Whether the arguments begin with a command that trains.
    static boolean trains(String... arguments) {
        return Arrays.stream(arguments).limit(1)
                .anyMatch(first -> TRAINING.stream().anyMatch(command -> command.title().equals(first)));
    }
}
