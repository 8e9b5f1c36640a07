package dev.hourglass.experiments.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The few pieces of HTML that a report is made of. Whatever comes in is text and is escaped.
final class Html {
    private static final String STYLES = "report.css";

    private final StringBuilder page = new StringBuilder();

    /// The head of a page that needs nothing but itself: its styles are inside. The page is to be ended with `</html>`.
    static Html page(String title) {
        return new Html()
                .raw("<!doctype html>")
                .raw("<html lang=\"en\">")
                .raw("<meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .element("title", "", title)
                .raw("<style>\n" + styles() + "</style>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// Markup as it stands.
    Html raw(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    Html heading(String text) {
        return element("h2", "", text);
    }

    /// @param kind class of the element, or empty
    Html element(String tag, String kind, String text) {
        var attribute = kind.isEmpty() ? "" : " class=\"" + kind + "\"";
        return raw(String.format(Locale.ROOT, "<%s%s>%s</%s>", tag, attribute, escape(text), tag));
    }

    /// @param kinds a class for each column, or empty
    /// @param head empty for a table without one
    Html table(List<String> kinds, List<String> head, List<List<String>> rows) {
        raw("<table>");
        if (!head.isEmpty()) {
            row("th", kinds, head);
        }
        rows.forEach(row -> row("td", kinds, row));
        return raw("</table>");
    }

    Html picture(byte[] png, int width, String caption) {
        return raw(String.format(Locale.ROOT,
                "<figure><img width=\"%d\" alt=\"%s\" src=\"data:image/png;base64,%s\"></figure>", width,
                escape(caption), Base64.getEncoder().encodeToString(png)));
    }

    private void row(String tag, List<String> kinds, List<String> cells) {
        raw("<tr>");
        for (int c = 0; c < cells.size(); c++) {
            element(tag, kinds.get(c), cells.get(c));
        }
        raw("</tr>");
    }

    @Override
    public String toString() {
        return page.toString();
    }

    private static String styles() {
        try (var file = Html.class.getResourceAsStream(STYLES)) {
            if (file == null) {
                throw new IOException(STYLES + ": missing from the program's own files");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
