package dev.hourglass.internal.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/// What reader and writer have to agree on: safetensors' layout, and where the checksums stand in it.
final class Layout {
    static final String METADATA = "__metadata__";
    static final String FORMAT = "format";
    /// CRC-32C of the header's bytes in which the digits of this very value are zeros.
    static final String HEADER_CHECKSUM = "header_crc32c";
    /// Begins the name of a tensor's checksum.
    static final String CHECKSUM = "crc32c.";

    /// Bytes before the header: its length.
    static final int START = Long.BYTES;
    static final int MAX_HEADER = 1 << 24;
    /// Tensors begin at a multiple of this, for readers that map the file.
    static final int ALIGNMENT = 8;
    /// Values that are turned into bytes, or back, at a time.
    static final int BLOCK = 1 << 14;

    private static final int DIGITS = 8;
    private static final byte[] BEFORE_DIGITS = String.format(Locale.ROOT, "\"%s\":\"", HEADER_CHECKSUM)
            .getBytes(StandardCharsets.US_ASCII);

    private Layout() {}

    /// Room for up to so many values, and no more than a block of them.
    static ByteBuffer block(ElementType type, int values) {
        return ByteBuffer.allocate(Math.min(BLOCK, values) * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    static String hex(CRC32C sum) {
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /// The checksum of a header whose digits stand at a place.
    static String headerChecksum(byte[] header, int digitsAt) {
        var sum = new CRC32C();
        sum.update(header, 0, digitsAt);
        for (int i = 0; i < DIGITS; i++) {
            sum.update('0');
        }
        sum.update(header, digitsAt + DIGITS, header.length - digitsAt - DIGITS);
        return hex(sum);
    }

    /// Where the digits of the header's checksum stand; -1 where there is none. A text inside the header cannot be taken
    /// for it, because its quotation marks are escaped.
    static int digitsAt(byte[] header) {
        int last = header.length - BEFORE_DIGITS.length - DIGITS;
        for (int at = 0; at <= last; at++) {
            if (startsWith(header, at)) {
                return at + BEFORE_DIGITS.length;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] header, int at) {
        for (int i = 0; i < BEFORE_DIGITS.length; i++) {
            if (header[at + i] != BEFORE_DIGITS[i]) {
                return false;
            }
        }
        return true;
    }

    static String digits(byte[] header, int digitsAt) {
        return new String(header, digitsAt, DIGITS, StandardCharsets.ISO_8859_1);
    }
}
