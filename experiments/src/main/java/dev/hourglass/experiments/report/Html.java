package dev.hourglass.experiments.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The few pieces of HTML that a report is made of. Whatever comes in is text and is escaped.
public final class Html {
    private static final String STYLES = "report.css";

    private final StringBuilder page = new StringBuilder();

    private Html() {}

    /// The head of a page that needs nothing but itself: its styles are inside. The page is to be ended with `</html>`.
    public static Html page(String title) {
        return new Html()
                .raw("<!doctype html>")
                .raw("<html lang=\"en\">")
                .raw("<meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .element("title", "", title)
                .raw("<style>\n" + styles() + "</style>");
    }

    /// A text in which nothing is markup.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// Markup as it stands.
    public Html raw(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    /// The heading of a section.
    public Html heading(String text) {
        return element("h2", "", text);
    }

    /// An element that holds a text.
    ///
    /// @param kind class of the element, or empty
    public Html element(String tag, String kind, String text) {
        var attribute = kind.isEmpty() ? "" : " class=\"" + kind + "\"";
        return raw(String.format(Locale.ROOT, "<%s%s>%s</%s>", tag, attribute, escape(text), tag));
    }

    /// A table.
    ///
    /// @param kinds a class for each column, or empty
    /// @param head empty for a table without one
    public Html table(List<String> kinds, List<String> head, List<List<String>> rows) {
        raw("<table>");
        if (!head.isEmpty()) {
            row("th", kinds, head);
        }
        rows.forEach(row -> row("td", kinds, row));
        return raw("</table>");
    }

    /// The few numbers at the head of a page.
    public Html keys(List<Metric> metrics) {
        raw("<dl class=\"keys\">");
        for (var metric : metrics) {
            raw(String.format(Locale.ROOT, "<div><dt>%s</dt><dd>%s <small>%s</small></dd></div>",
                    escape(metric.label()), escape(metric.value()), escape(metric.unit())));
        }
        return raw("</dl>");
    }

    /// A picture within the page.
    ///
    /// @param width in logical pixels
    /// @param caption for those who cannot see it
    public Html picture(byte[] png, int width, String caption) {
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

    /// The page so far.
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
