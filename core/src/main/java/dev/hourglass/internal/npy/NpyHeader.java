package dev.hourglass.internal.npy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The description at the head of an NPY file: a Python dictionary with the keys `descr`, `fortran_order` and `shape`
/// (NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays").
///
/// @param descr byte order, kind and size of an element, such as `<f4`
/// @param shape the extents, outermost first
public record NpyHeader(String descr, boolean fortranOrder, List<Long> shape) {
    /// The first bytes of every NPY file.
    public static final List<Byte> MAGIC = List.of((byte) 0x93, (byte) 'N', (byte) 'U', (byte) 'M', (byte) 'P',
            (byte) 'Y');

    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /// @throws NpyFormatException where the text is not such a dictionary; the offset counts from its beginning
    static NpyHeader parse(String text) {
        return new Parser(text).header();
    }

    /// The dictionary as NumPy writes it.
    public String text() {
        var extents = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "{'descr': '%s', 'fortran_order': %s, 'shape': (%s%s), }", descr,
                fortranOrder ? "True" : "False", extents, shape.size() == 1 ? "," : "");
    }

    private static final class Parser {
        private final String text;
        private int at;
        private String descr = "";
        private String fortranOrder = "";
        private List<Long> shape = List.of();
        private final List<String> seen = new ArrayList<>();

        Parser(String text) {
            this.text = text;
        }

        NpyHeader header() {
            expect('{');
            while (!next('}')) {
                entry();
                if (!next(',')) {
                    expect('}');
                    break;
                }
            }
            skipBlanks();
            if (at < text.length()) throw unexpected("nothing more");
            if (seen.size() != 3) throw unexpected("the keys descr, fortran_order and shape");
            return new NpyHeader(descr, fortranOrder.equals("True"), shape);
        }

        private void entry() {
            int start = at;
            var key = string();
            if (seen.contains(key))
                throw new NpyFormatException(start, String.format(Locale.ROOT, "the key %s occurs twice", key));
            seen.add(key);
            expect(':');
            switch (key) {
                case "descr" -> descr = string();
                case "fortran_order" -> fortranOrder = truth();
                case "shape" -> shape = tuple();
                default -> throw new NpyFormatException(start,
                        "expected the keys descr, fortran_order and shape, found another one");
            }
        }

        private String string() {
            skipBlanks();
            if (next('[')) {
                throw new NpyFormatException(at - 1,
                        "expected numbers, found a structured array; save "
                                + "numpy.lib.recfunctions.structured_to_unstructured(array, 'f4')");
            }
            char quote = at < text.length() ? text.charAt(at) : 0;
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) throw unexpected("a quoted text");
            var string = text.substring(at + 1, end);
            at = end + 1;
            return string;
        }

        private String truth() {
            skipBlanks();
            for (var word : List.of("True", "False")) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word;
                }
            }
            throw unexpected("True or False");
        }

        private List<Long> tuple() {
            var extents = new ArrayList<Long>();
            expect('(');
            while (!next(')')) {
                extents.add(number());
                if (!next(',')) {
                    expect(')');
                    break;
                }
            }
            return extents;
        }

        private long number() {
            skipBlanks();
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
            try {
                return Long.parseLong(text.substring(start, at));
            } catch (NumberFormatException noNumber) {
                at = start;
                throw unexpected("an extent of 0 or more");
            }
        }

        private void expect(char c) {
            if (!next(c)) throw unexpected("'" + c + "'");
        }

        private boolean next(char c) {
            skipBlanks();
            boolean found = at < text.length() && text.charAt(at) == c;
            if (found) at++;
            return found;
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
        }

        private NpyFormatException unexpected(String expected) {
            return new NpyFormatException(at,
                    String.format(Locale.ROOT, "expected %s in the header, found %s", expected,
                            at < text.length() ? "'" + printable(text.charAt(at)) + "'" : "its end"));
        }

        private static char printable(char c) {
            return c >= ' ' && c <= '~' ? c : '?';
        }
    }
}
