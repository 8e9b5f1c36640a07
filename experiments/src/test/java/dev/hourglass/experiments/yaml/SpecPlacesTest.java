package dev.hourglass.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.yaml.SpecPlaces.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecPlacesTest {
    private static final SpecPlaces PLACES = SpecPlaces.of("""
            # A comment.
            model:
              input: 784
              encoder:
                - dense: {units: 3, activation: relu}
                - dense: 2
            train: {epochs: 5}
            """);

    private static Place of(String... path) {
        return PLACES.of(List.of(path)).orElseThrow();
    }

    @Test
    void findsKeysAndItems() {
        assertThat(of("model", "input")).isEqualTo(new Place(3, 3));
        assertThat(of("model", "encoder", "1", "dense", "activation").line()).isEqualTo(5);
        assertThat(of("model", "encoder", "2", "dense")).isEqualTo(new Place(6, 7));
        assertThat(of("train", "epochs")).isEqualTo(new Place(7, 9));
    }

    @Test
    void aValueOfTheShortFormStandsWhereItsKeyDoes() {
        assertThat(of("model", "encoder", "2", "dense", "units")).isEqualTo(new Place(6, 7));
    }

    @Test
    void whatIsNotThereHasNoPlace() {
        assertThat(PLACES.of(List.of("modle"))).isEmpty();
        assertThat(SpecPlaces.of("model: [").of(List.of("model"))).contains(new Place(1, 1));
    }
}
