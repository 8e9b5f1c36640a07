package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// The ratios of step times that have been published: how many times faster Hourglass was than each contender.
final class Published {
    static final Path FILE = Path.of("bench", "published.csv");
    private static final String HEADER = "network,contender,ratio";
    private static final String SEPARATOR = ",";

    /// By network and contender.
    private final Map<String, Double> ratios;

    private Published(Map<String, Double> ratios) {
        this.ratios = ratios;
    }

    static Published read() throws IOException {
        var ratios = new TreeMap<String, Double>();
        if (Files.exists(FILE)) {
            for (var line : Files.readAllLines(FILE)) {
                int split = line.lastIndexOf(SEPARATOR);
                if (!line.equals(HEADER)) {
                    ratios.put(line.substring(0, split), Double.valueOf(line.substring(split + 1)));
                }
            }
        }
        return new Published(ratios);
    }

    OptionalDouble ratio(String network, Framework contender) {
        var ratio = ratios.get(key(network, contender));
        return ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }

    /// The same, where results say nothing else.
    Published with(List<Result> results) {
        var changed = new TreeMap<>(ratios);
        for (var result : results) {
            for (var framework : Framework.values()) {
                if (framework != Framework.HOURGLASS) {
                    Spread.ratio(result.race(), framework)
                            .ifPresent(ratio -> changed.put(key(result.race().name(), framework), ratio.median()));
                }
            }
        }
        return new Published(changed);
    }

    void write() throws IOException {
        var lines = new ArrayList<String>();
        lines.add(HEADER);
        ratios.forEach((key, ratio) -> lines.add(String.format(Locale.ROOT, "%s%s%.2f", key, SEPARATOR, ratio)));
        Files.write(FILE, lines);
    }

    private static String key(String network, Framework contender) {
        return network + SEPARATOR + contender.name().toLowerCase(Locale.ROOT);
    }
}
