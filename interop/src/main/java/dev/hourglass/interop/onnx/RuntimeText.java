package dev.hourglass.interop.onnx;

/// Texts that ONNX Runtime takes from Java as they are: its Java library passes them on in modified UTF-8, which writes U+0000 and
/// characters beyond U+FFFF, such as emoji, in another way.
final class RuntimeText {
    private RuntimeText() {}

    static boolean isExact(String text) {
        return text.chars().noneMatch(unit -> unit == 0 || Character.isSurrogate((char) unit));
    }

    /// With `_` for each of the other characters.
    static String written(String text) {
        return text.codePoints().map(point -> isExact(Character.toString(point)) ? point : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
