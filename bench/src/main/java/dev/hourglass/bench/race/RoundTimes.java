package dev.hourglass.bench.race;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How long each framework took in each round, with the setting that suits it best.
///
/// @param times of equally many rounds for each framework
record RoundTimes(Map<Framework, double[]> times) {
    RoundTimes {
        times = Map.copyOf(times);
    }

    Optional<double[]> of(Framework framework) {
        return Optional.ofNullable(times.get(framework));
    }

    /// How many times faster Hourglass is: in each round, so that a slow spell of the machine hits both.
    Optional<Spread> ratio(Framework other) {
        return of(other).flatMap(this::ratio);
    }

    /// How many times faster Hourglass is than the fastest rival of the same round.
    Optional<Spread> ratioToFastest() {
        return rivals().map(Map.Entry::getValue).reduce(RoundTimes::faster).flatMap(this::ratio);
    }

    /// The rival whose median is the least.
    Optional<Framework> fastestRival() {
        return rivals().min(Comparator.comparingDouble(rival -> Spread.of(rival.getValue()).median()))
                .map(Map.Entry::getKey);
    }

    /// Both, as a cell of a table.
    Optional<String> fastest() {
        return fastestRival().flatMap(
                rival -> ratioToFastest().map(ratio -> "%s **%s**".formatted(rival.title(), ratio)));
    }

    private Optional<Spread> ratio(double[] theirs) {
        return of(Framework.HOURGLASS).map(ours -> Spread.ofQuotients(theirs, ours));
    }

    private Stream<Map.Entry<Framework, double[]>> rivals() {
        return times.entrySet().stream().filter(entry -> entry.getKey().isRival());
    }

    private static double[] faster(double[] one, double[] other) {
        var times = new double[one.length];
        Arrays.setAll(times, round -> Math.min(one[round], other[round]));
        return times;
    }
}
