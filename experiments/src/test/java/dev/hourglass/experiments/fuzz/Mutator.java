package dev.hourglass.experiments.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/// Changes bytes in the ways that break readers: bits and bytes, numbers at the edges of their types, pieces left out,
/// repeated or taken from another file.
final class Mutator {
    private static final List<String> NUMBERS = List.of(
            "0", "-1", "1", "127", "128", "255", "256", "65535", "65536", "2147483647", "2147483648", "-2147483648",
            "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e309",
            "1e-400", "NaN", "0.5", "null", "true", "[]", "{}", "\"\"");
    private static final byte[] BYTES = {0, 1, 2, 3, 8, 0x0d, 0x7f, (byte) 0x80, (byte) 0xfe, (byte) 0xff, '"', '{',
        '[', '\\', '&', '*', '!', ':', '\n', ' '};
    private static final Pattern DIGITS = Pattern.compile("-?\\d+");
    private static final int MOST_CHANGES = 4;
    private static final int LONGEST_PIECE = 64;

    private final Random random;
    private final List<byte[]> seeds;

    Mutator(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    byte[] next() {
        var bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {BYTES[random.nextInt(BYTES.length)]};
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(LONGEST_PIECE, bytes.length - at));
        return switch (random.nextInt(9)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = BYTES[random.nextInt(BYTES.length)];
                yield bytes;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> spliced(bytes, at, length, new byte[0]);
            case 4 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 5 -> spliced(bytes, at, 0, foreign(length));
            case 6 -> spliced(bytes, at, length, foreign(length));
            case 7 -> {
                Arrays.fill(bytes, at, at + Math.min(length, 8), random.nextBoolean() ? (byte) 0xff : 0);
                yield bytes;
            }
            default -> withAnotherNumber(bytes, at);
        };
    }

    private byte[] foreign(int length) {
        var other = seeds.get(random.nextInt(seeds.size()));
        if (other.length == 0) {
            return other;
        }
        int from = random.nextInt(other.length);
        return Arrays.copyOfRange(other, from, Math.min(other.length, from + length));
    }

    /// Bytes in which some are replaced by others.
    private static byte[] spliced(byte[] bytes, int at, int length, byte[] by) {
        var spliced = Arrays.copyOf(bytes, bytes.length - length + by.length);
        System.arraycopy(by, 0, spliced, at, by.length);
        System.arraycopy(bytes, at + length, spliced, at + by.length, bytes.length - at - length);
        return spliced;
    }

    /// The next number that is written in digits becomes another.
    private byte[] withAnotherNumber(byte[] bytes, int at) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var digits = DIGITS.matcher(text);
        if (!digits.find(at)) {
            return bytes;
        }
        var number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return spliced(bytes, digits.start(), digits.end() - digits.start(),
                number.getBytes(StandardCharsets.ISO_8859_1));
    }
}
