package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The ratios that have been published: how many times faster Hourglass was than each rival, and than the fastest one of the
/// same round.
final class Published {
    static final Path FILE = Path.of("bench", "published.csv");
    private static final String HEADER = "measure,network,contender,ratio";
    private static final String SEPARATOR = ",";
    private static final String FASTEST = "fastest";
    /// A rival whose ratio is so many times the least one is not the fastest of any round.
    private static final double SLOW = 1.25;

    /// By measure, network and contender.
    private final Map<String, Double> ratios;

    private Published(Map<String, Double> ratios) {
        this.ratios = ratios;
    }

    static Published read() throws IOException {
        return of(Files.exists(FILE) ? Files.readAllLines(FILE) : List.of());
    }

    /// @param lines of a file
    static Published of(List<String> lines) {
        var ratios = new TreeMap<String, Double>();
        for (var line : lines) {
            int split = line.lastIndexOf(SEPARATOR);
            if (!line.equals(HEADER)) {
                ratios.put(line.substring(0, split), Double.valueOf(line.substring(split + 1)));
            }
        }
        return new Published(ratios);
    }

    /// Whether all rivals race, so that the fastest of them can be published; prints which do not.
    static boolean isComplete(List<Framework> frameworks, Discipline discipline) {
        var missing = Arrays.stream(Framework.values())
                .filter(framework -> framework.isRival() && framework.racesIn(discipline))
                .filter(framework -> !frameworks.contains(framework))
                .map(Framework::title)
                .toList();
        if (!missing.isEmpty()) {
            System.err.println("--publish: the fastest of all rivals is published, and these do not race: "
                    + String.join("; ", missing));
        }
        return missing.isEmpty();
    }

    /// To the fastest rival.
    OptionalDouble ratio(PublishedMeasure measure, String network) {
        var ratio = ratios.get(key(measure, network, FASTEST));
        return ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }

    /// The rivals that may be the fastest of a round.
    List<Framework> fastRivals(PublishedMeasure measure, String network) {
        var own = new EnumMap<Framework, Double>(Framework.class);
        for (var framework : Framework.values()) {
            var ratio = ratios.get(key(measure, network, name(framework)));
            if (ratio != null) {
                own.put(framework, ratio);
            }
        }
        double least = own.values().stream().mapToDouble(ratio -> ratio).min().orElse(0);
        own.values().removeIf(ratio -> ratio > SLOW * least);
        return List.copyOf(own.keySet());
    }

    /// The same, with new ratios of one network in place of its old ones.
    Published with(PublishedMeasure measure, String network, RoundTimes times) {
        var changed = new TreeMap<>(ratios);
        changed.keySet().removeIf(key -> key.startsWith(key(measure, network, "")));
        times.ratioToFastest().ifPresent(ratio -> changed.put(key(measure, network, FASTEST), ratio.median()));
        for (var framework : Framework.values()) {
            if (framework.isRival()) {
                times.ratio(framework)
                        .ifPresent(ratio -> changed.put(key(measure, network, name(framework)), ratio.median()));
            }
        }
        return new Published(changed);
    }

    void write() throws IOException {
        Files.write(FILE, lines());
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(HEADER);
        ratios.forEach((key, ratio) -> lines.add(String.format(Locale.ROOT, "%s%s%.2f", key, SEPARATOR, ratio)));
        return lines;
    }

    private static String key(PublishedMeasure measure, String network, String contender) {
        return String.join(SEPARATOR, measure.toString(), network, contender);
    }

    private static String name(Framework framework) {
        return framework.name().toLowerCase(Locale.ROOT);
    }
}
