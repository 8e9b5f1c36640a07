package dev.hourglass.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedPipelineTest {
    private static Supplier<Optional<Integer>> numbers(AtomicInteger next, int count) {
        return () -> next.get() < count ? Optional.of(next.getAndIncrement()) : Optional.empty();
    }

    /// Takes longer for some than for others.
    private static int square(int number) {
        var random = new SplittableRandom(number);
        for (int i = random.nextInt(20_000); i > 0; i--) random.nextInt();
        return number * number;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void resultsComeInTheOrderOfTheParts(int threads) {
        var results = new ArrayList<Integer>();
        OrderedPipeline.run(numbers(new AtomicInteger(), 500), OrderedPipelineTest::square, results::add, threads);

        assertThat(results).isEqualTo(IntStream.range(0, 500).mapToObj(number -> number * number).toList());
    }

    @Test
    void fewPartsWaitAtATime() {
        var read = new AtomicInteger();
        var ahead = new ArrayList<Integer>();
        OrderedPipeline.run(numbers(read, 500), number -> number, number -> ahead.add(read.get() - number), 2);

        assertThat(ahead).hasSize(500).allMatch(parts -> parts <= 10);
    }

    @Test
    void nothingIsWrittenAfterAnError() {
        var results = new ArrayList<Integer>();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> OrderedPipeline.run(
                numbers(new AtomicInteger(), 100), number -> {
                    if (number == 3) {
                        throw new IllegalStateException("three");
                    }
                    return number;
                }, results::add, 2)).withMessage("three");

        assertThat(results).isEqualTo(List.of(0, 1, 2));
    }
}
