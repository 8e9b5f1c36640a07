package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.server.http.JsonBytes;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/// JSON of a request, token by token, with a sentence for what is not as it should be.
final class JsonInput implements AutoCloseable {
    private final byte[] bytes;
    private final int from;
    private final JsonParser parser;

    JsonInput(byte[] bytes, int from, int count) {
        this.bytes = bytes;
        this.from = from;
        this.parser = JsonBytes.parser(bytes, from, count);
    }

    /// What is read of a document.
    interface Reading<T> {
        T read(JsonInput json);
    }

    /// Reads a whole document.
    ///
    /// @throws DataException if it is not JSON, or there is more behind it
    static <T> T read(byte[] bytes, int from, int count, Reading<T> reading) {
        try (var json = new JsonInput(bytes, from, count)) {
            json.next();
            var read = reading.read(json);
            if (json.parser.nextToken() != null) {
                throw new DataException("the body: expected nothing behind the JSON, found more");
            }
            return read;
        } catch (StreamConstraintsException _) {
            throw new DataException(
                    "the body: expected at most %d levels, texts of %d characters and numbers of %d digits, found more"
                            .formatted(
                                    JsonBytes.DEPTH, JsonBytes.LONGEST_TEXT, JsonBytes.LONGEST_NUMBER));
        } catch (JacksonException e) {
            throw new DataException(
                    String.format(Locale.ROOT, "the body: expected JSON, found an error in line %d, column %d: %s",
                            e.getLocation().getLineNr(), e.getLocation().getColumnNr(), firstSentence(e)));
        }
    }

    private static String firstSentence(JacksonException e) {
        return FoundNames.printable(String.valueOf(e.getOriginalMessage()));
    }

    JsonToken token() {
        return parser.currentToken();
    }

    /// @throws DataException at the end
    JsonToken next() {
        var token = parser.nextToken();
        if (token == null) {
            throw new DataException("the body: expected JSON, found its end");
        }
        return token;
    }

    /// What is done with the value of a key; the value's first token is the current one, its last must be afterwards.
    interface Member {
        void read(String key);
    }

    void object(String what, Member member) {
        require(JsonToken.START_OBJECT, what, "an object");
        while (next() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            next();
            member.read(key);
        }
    }

    /// @param element reads one; its first token is the current one, its last must be afterwards
    void array(String what, Runnable element) {
        require(JsonToken.START_ARRAY, what, "an array");
        while (next() != JsonToken.END_ARRAY) element.run();
    }

    String text(String what) {
        require(JsonToken.VALUE_STRING, what, "a text");
        return parser.getString();
    }

    boolean truth(String what) {
        if (token() != JsonToken.VALUE_TRUE && token() != JsonToken.VALUE_FALSE) {
            throw other(what, "true or false");
        }
        return token() == JsonToken.VALUE_TRUE;
    }

    /// A whole number from 0 on.
    int count(String what) {
        require(JsonToken.VALUE_NUMBER_INT, what, "a whole number");
        long count = parser.getLongValue();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new DataException("%s: expected 0 to %d, found %d".formatted(what, Integer.MAX_VALUE, count));
        }
        return (int) count;
    }

    float floatValue() {
        return parser.getFloatValue();
    }

    double doubleValue() {
        return parser.getDoubleValue();
    }

    String string() {
        return parser.getString();
    }

    void skip() {
        parser.skipChildren();
    }

    /// Passes over a value, to be read later.
    Later later() {
        int begin = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return new Later(bytes, from + begin, (int) parser.currentLocation().getByteOffset() - begin);
    }

    /// A value that was passed over.
    record Later(byte[] bytes, int from, int count) {
        <T> T read(Reading<T> reading) {
            return JsonInput.read(bytes, from, count, reading);
        }
    }

    private void require(JsonToken token, String what, String expected) {
        if (token() != token) {
            throw other(what, expected);
        }
    }

    DataException other(String what, String expected) {
        return new DataException("%s: expected %s, found %s".formatted(what, expected, found()));
    }

    private String found() {
        return switch (token()) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "the text '" + FoundNames.printable(parser.getString()) + "'";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FoundNames.printable(parser.getString());
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }

    @Override
    public void close() {
        parser.close();
    }
}
