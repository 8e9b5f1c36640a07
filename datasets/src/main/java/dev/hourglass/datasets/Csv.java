package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.text.Utf8;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.FormatSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/// Tables of numbers as text: one sample a row, its features separated by commas, semicolons or tabs (RFC 4180).
public final class Csv {
    private static final Set<String> EXTENSIONS = Set.of(".csv", ".tsv", ".txt");
    private static final int MAX_CELL = 1 << 10;
    private static final int BUFFER = 1 << 16;
    /// The byte order mark of UTF-8.
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final CsvFactory FACTORY = CsvFactory.builder()
            .disable(CsvReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_CELL).build())
            .build();

    private Csv() {}

    /// Reads a table `[sample][feature]`. All columns are features, and all rows have the same number of them. The first row may
    /// be a header: it is one where a cell is not a number. Cells may be in quotes and have blanks around them; a decimal point
    /// is a point. What separates the cells is recognised in the first row: a tab, else a semicolon, else a comma.
    ///
    /// @throws DataException if the file is missing, empty or not text in UTF-8, naming row and column of the first cell that is
    ///         no finite number or is missing; rows and columns count from 1, the header included
    public static Dataset read(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            in.mark(BUFFER);
            var start = in.readNBytes(BUFFER);
            in.reset();
            if (start.length >= MARK.length && Arrays.equals(MARK, 0, MARK.length, start, 0, MARK.length)) {
                in.skipNBytes(MARK.length);
            }
            Utf8.otherEncoding(start).ifPresent(found -> {
                throw new DataException(file, Utf8.refusal(found));
            });
            var reader = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
            return read(file, reader, separator(new String(start, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            throw new DataException(file, "no such file", e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// Whether a file has the extension of such a table.
    static boolean isNamed(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(name::endsWith);
    }

    /// What separates the cells of the first row, outside quotes.
    private static char separator(String text) {
        char separator = ',';
        boolean isQuoted = false;
        for (int i = 0; i < text.length() && (isQuoted || "\r\n".indexOf(text.charAt(i)) < 0); i++) {
            char c = text.charAt(i);
            isQuoted ^= c == '"';
            if (!isQuoted && c == '\t') return c;
            if (!isQuoted && c == ';') separator = c;
        }
        return separator;
    }

    private static Dataset read(Path file, Reader text, char separator) {
        var table = new CsvTable(file);
        try (var parser = FACTORY.createParser(new SeparatedBy(separator), text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    table.addCell(parser.getString());
                } else if (token == JsonToken.END_ARRAY) {
                    table.endRow();
                }
            }
            return table.dataset();
        } catch (JacksonIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? table.refuse(Utf8.refusal("bytes that are not UTF-8, as in Latin-1 or Windows-1252"), e)
                    : new DataException(file, "cannot be read: " + e.getOriginalMessage(), e);
        } catch (StreamConstraintsException e) {
            throw table.refuse(
                    String.format(Locale.ROOT, "expected a number, found a cell of more than %d characters", MAX_CELL),
                    e);
        } catch (JacksonException e) {
            throw table.refuse("expected cells, found text that is not CSV: "
                    + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no words"), e);
        }
    }

    /// Rows without names, whose cells something separates.
    private static final class SeparatedBy extends ObjectReadContext.Base {
        private final CsvSchema schema;

        SeparatedBy(char separator) {
            schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        }

        @Override
        public FormatSchema getSchema() {
            return schema;
        }
    }
}
