package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, ab, 1", "abc, abcd, 1", "abc, abd, 1", "abc, acb, 1", "'', abc, 3",
        "abcd, badc, 2",
        "kitten, sitting, 3", "ca, abc, 3"})
    void countsEditsAndSwaps(String a, String b, int distance) {
        assertThat(Suggestion.distance(a, b)).isEqualTo(distance);
        assertThat(Suggestion.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void suggestsTheClosestOfTheKnown() {
        assertThat(Suggestion.of("filtres", List.of("kernel", "filters"))).contains("filters");
        assertThat(Suggestion.of("convtranspose", List.of("conv", "conv_transpose"))).contains("conv_transpose");
    }

    @Test
    void suggestsNothingThatIsFarOff() {
        assertThat(Suggestion.of("attention", List.of("dense", "conv"))).isEmpty();
        assertThat(Suggestion.of("lr", List.of("learning_rate", "rho"))).isEmpty();
        assertThat(Suggestion.of("", List.of("to"))).isEmpty();
    }

    @Test
    void namesOfOneOrTwoLettersAreNearNoOthers() {
        assertThat(Suggestion.of("x", List.of("a", "b", "xy"))).isEmpty();
        assertThat(Suggestion.of("ab", List.of("ac", "a", "ba"))).isEmpty();
        assertThat(Suggestion.of("std", List.of("sd"))).contains("sd");
        assertThat(Suggestion.of("x", List.of("a", "X"))).contains("X");
    }

    @Test
    void caseMakesNoDifference() {
        assertThat(Suggestion.of("AMOUNT", List.of("count", "Amount"))).contains("Amount");
        assertThat(Suggestion.of("Amuont", List.of("amount"))).contains("amount");
        assertThat(Suggestion.of("amount", List.of("amount", "amounts"))).contains("amounts");
    }

    @Test
    void namesThatAreUsedAreNotProposed() {
        assertThat(Suggestion.of("epoch", List.of("epochs", "batch"), List.of("epoch", "epochs"))).isEmpty();
        assertThat(Suggestion.of("epoch", List.of("epochs", "batch"), List.of("epoch", "batch"))).contains("epochs");
    }
}
