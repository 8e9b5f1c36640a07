package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/// Starts frameworks again and again with one workload, each alone, another one first in each round.
///
/// @param settings finds the setting that suits each framework best
/// @param withCommand whether Hourglass's own command is started too
record StartTrial(RaceTrial settings, int rounds, boolean withCommand) {
    private static final Path FOLDER = Path.of("bench", "target", "start");

    StartTimes run() throws IOException, InterruptedException {
        var network = Workload.nameOf(settings.spec());
        if (withCommand) {
            // Builds Hourglass where its sources are newer.
            WholeCommand.run(settings.spec(), FOLDER.resolve(network));
        }
        var entries = settings.chooseSettings();
        var commands = new ArrayList<WholeCommand>();
        var seconds = new double[entries.size()][rounds];
        int starts = entries.size() + (withCommand ? 1 : 0);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < starts; i++) {
                int turn = (i + round) % starts;
                if (turn < entries.size()) {
                    seconds[turn][round] = Alone.firstEpoch(entries.get(turn), settings.task());
                } else {
                    commands.add(WholeCommand.run(settings.spec(), FOLDER.resolve(network)));
                }
            }
        }
        return new StartTimes(network, times(entries, seconds), commands);
    }

    private static RoundTimes times(List<Entry> entries, double[][] seconds) {
        var times = new EnumMap<Framework, double[]>(Framework.class);
        for (int i = 0; i < entries.size(); i++) {
            times.put(entries.get(i).framework(), seconds[i]);
        }
        return new RoundTimes(times);
    }
}
