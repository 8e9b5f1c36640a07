package dev.hourglass.server.http;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON in UTF-8, written and read from one end to the other. Numbers are the shortest that read back to the same bits.
public final class JsonBytes {
    /// Levels of objects and arrays that are read.
    public static final int DEPTH = 32;
    /// Characters of a text that is read.
    public static final int LONGEST_TEXT = 1 << 20;
    /// Digits of a number that is read.
    public static final int LONGEST_NUMBER = 400;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private JsonBytes() {}

    /// What is to be written.
    @FunctionalInterface
    public interface Content {
        void writeTo(JsonGenerator json);
    }

    public static byte[] of(Content content) {
        var bytes = new ByteArrayOutputStream();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.writeTo(json);
        }
        return bytes.toByteArray();
    }

    /// A reader of some bytes that refuses duplicate keys, and more than 32 levels.
    public static JsonParser parser(byte[] bytes, int from, int count) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, count);
    }
}
