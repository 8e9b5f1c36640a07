package dev.hourglass.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A recursive descent over one text.
final class JsonReader {
    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Object read() {
        var value = value();
        if (at < text.length()) {
            throw expected("the end");
        }
        return value;
    }

    /// A value and the white space around it.
    private Object value() {
        skipSpace();
        var value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> throw fail(at, "null is not allowed; omit the key");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw expected("a value");
        };
        skipSpace();
        return value;
    }

    private Map<String, Object> object() {
        enter('{');
        var object = new LinkedHashMap<String, Object>();
        skipSpace();
        if (peek() != '}') {
            entry(object);
            while (peek() == ',') {
                at++;
                skipSpace();
                entry(object);
            }
        }
        leave('}', "',' or '}'");
        return object;
    }

    private void entry(Map<String, Object> object) {
        int start = at;
        if (peek() != '"') {
            throw expected("a key in double quotes");
        }
        var key = string();
        if (object.containsKey(key)) {
            throw fail(start, String.format(Locale.ROOT, "key '%s' for the second time", key));
        }
        skipSpace();
        take(':', "':'");
        object.put(key, value());
    }

    private List<Object> array() {
        enter('[');
        var array = new ArrayList<Object>();
        skipSpace();
        if (peek() != ']') {
            array.add(value());
            while (peek() == ',') {
                at++;
                array.add(value());
            }
        }
        leave(']', "',' or ']'");
        return array;
    }

    private String string() {
        at++;
        var string = new StringBuilder();
        while (peek() != '"') {
            if (at == text.length()) {
                throw expected("'\"'");
            }
            char c = text.charAt(at);
            if (c < ' ') {
                throw fail(at, String.format(Locale.ROOT, "control character 0x%02x in a string; write \\u%04x",
                        (int) c, (int) c));
            }
            if (c == '\\') {
                string.append(escape());
            } else {
                string.append(c);
                at++;
            }
        }
        at++;
        return string.toString();
    }

    private char escape() {
        int start = at++;
        char kind = peek();
        at++;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(start);
            default -> throw fail(start, "expected an escape such as \\n or \\u0041");
        };
    }

    private char unicode(int start) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(peek());
            if (digit < 0) {
                throw fail(start, "expected four hexadecimal digits after \\u");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    /// Not [Character#digit(char,int)], which takes the digits of every script.
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private Object number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean whole = true;
        if (peek() == '.') {
            whole = false;
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            whole = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (whole) {
            return wholeNumber(start);
        }
        return realNumber(start);
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw expected("a digit");
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Long wholeNumber(int start) {
        try {
            return Long.valueOf(text.substring(start, at));
        } catch (NumberFormatException _) {
            throw fail(start, "a whole number beyond 64 bits");
        }
    }

    private Double realNumber(int start) {
        double number = Double.parseDouble(text.substring(start, at));
        if (Double.isInfinite(number)) {
            throw fail(start, "a number too large for double precision");
        }
        return number;
    }

    private Boolean word(String word, boolean value) {
        if (!text.startsWith(word, at)) {
            throw expected(word);
        }
        at += word.length();
        return value;
    }

    private void enter(char bracket) {
        if (++depth > Json.MAX_DEPTH) {
            throw fail(at, String.format(Locale.ROOT, "more than %d levels of '%c'", Json.MAX_DEPTH, bracket));
        }
        at++;
    }

    private void leave(char bracket, String what) {
        take(bracket, what);
        depth--;
    }

    private void take(char c, String what) {
        if (peek() != c) {
            throw expected(what);
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// The next character, or NUL, which nothing begins with, at the end.
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private JsonException expected(String what) {
        var found = at < text.length() ? String.format(Locale.ROOT, "'%c'", text.charAt(at)) : "the end";
        return fail(at, String.format(Locale.ROOT, "expected %s, found %s", what, found));
    }

    private static JsonException fail(int offset, String message) {
        return new JsonException(offset, message);
    }
}
