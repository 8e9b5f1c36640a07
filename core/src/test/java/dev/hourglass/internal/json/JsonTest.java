package dev.hourglass.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final String EVERYTHING = """
            { "text": "a\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00", "whole": -12, "real": [0.5, -1.5e-7, 2E+3],
              "truth": [true, false], "empty": [{}, []], "deep": {"deeper": [[1]]} }
            """;

    @Test
    void readsEveryKindOfValue() {
        var expected = new LinkedHashMap<String, Object>();
        expected.put("text", "a\"b\\c/d\b\f\n\r\té\uD83D\uDE00");
        expected.put("whole", -12L);
        expected.put("real", List.of(0.5, -1.5e-7, 2000.0));
        expected.put("truth", List.of(true, false));
        expected.put("empty", List.of(Map.of(), List.of()));
        expected.put("deep", Map.of("deeper", List.of(List.of(1L))));

        assertThat(Json.parse(EVERYTHING)).isEqualTo(expected);
    }

    @Test
    void keepsTheOrderOfKeys() {
        assertThat(Json.write(Json.parse("{\"z\": 1, \"a\": 2, \"m\": 3}"))).isEqualTo("{\"z\":1,\"a\":2,\"m\":3}");
    }

    @Test
    void readsBackWhatItWrites() {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            var tree = randomTree(random, 4);
            assertThat(Json.parse(Json.write(tree))).isEqualTo(tree);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 1e-6, Double.MIN_VALUE, Double.MAX_VALUE, 1.0 / 3, 1e22, 123456789})
    void keepsTheBitsOfADouble(double number) {
        assertThat(Json.parse(Json.write(number))).isEqualTo(number);
    }

    @Test
    void escapesWhatIsNotPrintable() {
        assertThat(Json.write("\0\u001f\u007f\u0085\u2028\uFEFF\uD800x\uDC00"))
                .isEqualTo("\"\\u0000\\u001f\\u007f\\u0085\\u2028\\ufeff\\ud800x\\udc00\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1, "a": 2} | 9 | key 'a' for the second time
            {"a": 1} x | 9 | expected the end, found 'x'
            [1, 2,] | 6 | expected a value, found ']'
            {"a": 1,} | 8 | expected a key in double quotes, found '}'
            {a: 1} | 1 | expected a key in double quotes, found 'a'
            {"a" 1} | 5 | expected ':', found '1'
            [1 2] | 3 | expected ',' or ']', found '2'
            null | 0 | null is not allowed; omit the key
            NaN | 0 | expected a value, found 'N'
            -Infinity | 1 | expected a digit, found 'I'
            01 | 1 | expected the end, found '1'
            +1 | 0 | expected a value, found '+'
            .5 | 0 | expected a value, found '.'
            5. | 2 | expected a digit, found the end
            1e | 2 | expected a digit, found the end
            1e400 | 0 | a number too large for double precision
            9223372036854775808 | 0 | a whole number beyond 64 bits
            tru | 0 | expected true, found 't'
            "a | 2 | expected '"', found the end
            "\\x" | 1 | expected an escape such as \\n or \\u0041
            "\\u12g4" | 1 | expected four hexadecimal digits after \\u
            "\\u٠٠٠٠" | 1 | expected four hexadecimal digits after \\u
            'a' | 0 | expected a value, found '''
            // no | 0 | expected a value, found '/'
            `` | 0 | expected a value, found the end
            """)
    void refusesWhatIsNotStrictJson(String text, int offset, String message) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class)
                .hasMessage("offset %d: %s", offset, message)
                .extracting(e -> ((JsonException) e).offset()).isEqualTo(offset);
    }

    @Test
    void refusesControlCharactersInStrings() {
        assertThatThrownBy(() -> Json.parse("\"a\nb\"")).hasMessage(
                "offset 2: control character 0x0a in a string; write \\u000a");
        assertThatThrownBy(() -> Json.parse("\"\0\"")).isInstanceOf(JsonException.class);
    }

    @Test
    void readsSixtyFourLevelsAndNoMore() {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65)))
                .hasMessage("offset 64: more than 64 levels of '['");
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000))).isInstanceOf(JsonException.class);
    }

    @Test
    void takesSiblingsForOneLevel() {
        assertThat((List<?>) Json.parse("[" + "[],".repeat(200) + "[]]")).hasSize(201);
    }

    @Test
    void refusesEveryTruncation() {
        var text = EVERYTHING.strip();
        for (int length = 0; length < text.length(); length++) {
            var truncated = text.substring(0, length);
            assertThatThrownBy(() -> Json.parse(truncated)).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void neverFailsInAnotherWayOnDamagedText() {
        var random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            var damaged = new StringBuilder(EVERYTHING);
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged.setCharAt(random.nextInt(damaged.length()),
                        (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            }
            var e = catchThrowable(() -> Json.parse(damaged.toString()));
            assertThat(e).satisfiesAnyOf(
                    none -> assertThat(none).isNull(), some -> assertThat(some).isInstanceOf(JsonException.class));
        }
    }

    @Test
    void refusesToWriteWhatItCouldNotRead() {
        Object deep = List.of();
        for (int i = 0; i < 64; i++) {
            deep = List.of(deep);
        }
        for (Object tree : List.of(Double.NaN, Double.POSITIVE_INFINITY, 1.5f, new int[1], deep)) {
            assertThatThrownBy(() -> Json.write(tree)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Object randomTree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 2 -> random.nextBoolean();
            case 3 -> randomText(random);
            case 4 -> {
                var array = new ArrayList<Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(randomTree(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = new LinkedHashMap<String, Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.put(randomText(random), randomTree(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
        }
        return text.toString();
    }
}
