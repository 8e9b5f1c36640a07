package dev.hourglass.bench.race;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A median and its quartiles.
record Spread(double median, double lower, double upper) {
    static Spread of(double... numbers) {
        return new Spread(quantile(numbers, 0.5), quantile(numbers, 0.25), quantile(numbers, 0.75));
    }

    /// The medians of a contender's turns.
    static Spread of(List<Turn> turns) {
        return of(medians(turns));
    }

    /// How many times faster Hourglass is: in each round, so that a slow spell of the machine hits both.
    static Optional<Spread> ratio(WorkloadRace race, Framework other) {
        var ours = race.best(Framework.HOURGLASS);
        var theirs = race.best(other);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(quotients(medians(theirs.get().turns()), medians(ours.get().turns()))));
    }

    /// How many times faster than a framework this machine could be at most, by round.
    static Optional<Spread> room(WorkloadRace race, Framework framework) {
        return race.best(framework)
                .map(contender -> of(quotients(medians(contender.turns()), race.floor().rounds())));
    }

    private static double[] quotients(double[] slow, double[] fast) {
        var quotients = new double[fast.length];
        Arrays.setAll(quotients, i -> slow[i] / fast[i]);
        return quotients;
    }

    private static double[] medians(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::median).toArray();
    }

    /// @param part 0 for the smallest, 0.5 for the median
    static double quantile(double[] numbers, double part) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return "%s (%s to %s)".formatted(digits(median), digits(lower), digits(upper));
    }

    /// Three digits or a little more.
    private static String digits(double number) {
        return String.format(Locale.ROOT, number < 1 ? "%.3f" : number < 100 ? "%.2f" : "%.0f", number);
    }
}
