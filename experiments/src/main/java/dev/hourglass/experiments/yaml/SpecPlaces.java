package dev.hourglass.experiments.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// Where in a YAML text the values of a spec stand, for editors: messages name values by paths such as `model.encoder.2.dense.units`.
public final class SpecPlaces {
    private static final YAMLFactory YAML = new YAMLFactory();

    private final Map<String, Place> places = new LinkedHashMap<>();

    /// A key, or an item of a list.
    ///
    /// @param line counted from 1
    /// @param column counted from 1
    public record Place(int line, int column) {}

    /// One level: a map with its current key, or a list with the number of its current item, counted from 1.
    private static final class Level {
        private final boolean isList;
        private int item;
        private String key = "";

        private Level(boolean isList) {
            this.isList = isList;
        }

        private String part() {
            return isList ? Integer.toString(item) : key;
        }
    }

    private SpecPlaces() {}

    /// The places in a text, as far as it is YAML.
    public static SpecPlaces of(String yaml) {
        var found = new SpecPlaces();
        try (var parser = YAML.createParser(ObjectReadContext.empty(), yaml)) {
            var levels = new ArrayList<Level>();
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                var location = parser.currentTokenLocation();
                var place = new Place(location.getLineNr(), location.getColumnNr());
                if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                    levels.removeLast();
                    continue;
                }
                if (token == JsonToken.PROPERTY_NAME) {
                    levels.getLast().key = parser.getString();
                    found.places.putIfAbsent(path(levels), place);
                    continue;
                }
                if (!levels.isEmpty() && levels.getLast().isList) {
                    levels.getLast().item++;
                    found.places.putIfAbsent(path(levels), place);
                }
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    levels.add(new Level(token == JsonToken.START_ARRAY));
                }
            }
        } catch (JacksonException _) {
            // What comes after an error has no place.
        }
        return found;
    }

    private static String path(List<Level> levels) {
        return String.join(".", levels.stream().map(Level::part).toList());
    }

    /// The place of a path itself.
    public Optional<Place> exactly(List<String> path) {
        return Optional.ofNullable(places.get(String.join(".", path)));
    }

    /// The place of a path, or of as much of it as stands in the text: what a short form leaves out, its value has.
    public Optional<Place> of(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            var place = places.get(String.join(".", path.subList(0, length)));
            if (place != null) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
