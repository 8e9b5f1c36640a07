package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.Utf8;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The formats of files of rows.
enum TableFormat {
    CSV("csv|tsv|tab|txt|data"), JSON("json|ndjson|jsonl"), PARQUET("parquet|pq");

    static final String DATABASE = ".duckdb";
    static final String COMPRESSED = ".gz";
    static final String TRUNCATED_GZIP = "expected a whole gzip file, found one that ends too early; copy it again";

    private static final List<String> SPREADSHEETS = List.of(".xlsx", ".xls", ".xlsm", ".ods");
    private static final byte[] PARQUET_MARK = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int START = 4096;

    private final String extensions;

    /// @param extensions as a regular expression
    TableFormat(String extensions) {
        this.extensions = extensions;
    }

    /// The format of a file that exists, is readable, not empty, and, as far as its first and last bytes say, whole.
    ///
    /// @throws DataException if it is not
    static TableFormat of(Path file) {
        if (!Files.exists(file)) {
            throw new DataException(file, "no such file");
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file, String.format(Locale.ROOT,
                    "expected a file, found a folder; name its files, such as '%s'", file.resolve("*.parquet")));
        }
        var format = named(file);
        try {
            if (format == PARQUET) {
                requireWholeParquet(file);
            } else {
                requireText(file);
            }
        } catch (EOFException e) {
            throw new DataException(file, TRUNCATED_GZIP, e);
        } catch (ZipException e) {
            throw new DataException(file, "expected gzip, found something else; name it without .gz", e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
        return format;
    }

    /// By the name alone.
    static TableFormat named(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (SPREADSHEETS.stream().anyMatch(name::endsWith)) {
            throw new DataException(file,
                    "expected CSV, JSON or Parquet, found a spreadsheet; open it and save the sheet as CSV");
        }
        boolean isCompressed = name.endsWith(COMPRESSED);
        var plain = isCompressed ? name.substring(0, name.length() - COMPRESSED.length()) : name;
        for (var format : values()) {
            if (plain.matches(".*\\.(" + format.extensions + ")") && !(isCompressed && format == PARQUET)) {
                return format;
            }
        }
        throw new DataException(file, String.format(Locale.ROOT,
                "expected a name that ends with one of .csv, .tsv, .txt, .json, .ndjson (each also with %s) or .parquet; rename it",
                COMPRESSED));
    }

    static boolean isJsonArray(Path file) {
        return startsWith(file, "[");
    }

    static boolean startsWithQuote(Path file) {
        return startsWith(file, "\"");
    }

    private static boolean startsWith(Path file, String text) {
        try {
            return new String(start(file), StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "").stripLeading()
                    .startsWith(text);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = open(file)) {
            return in.readNBytes(START);
        }
    }

    private static void requireText(Path file) throws IOException {
        var start = start(file);
        if (new String(start, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new DataException(file, "expected rows, found an empty file");
        }
        if (start.length >= PARQUET_MARK.length
                && Arrays.equals(PARQUET_MARK, Arrays.copyOf(start, PARQUET_MARK.length))) {
            throw new DataException(file, "expected text, found Parquet; rename it to .parquet");
        }
        Utf8.otherEncoding(start).ifPresent(found -> {
            throw new DataException(file, Utf8.refusal(found));
        });
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().toLowerCase(Locale.ROOT).endsWith(COMPRESSED) ? new GZIPInputStream(in) : in;
    }

    private static void requireWholeParquet(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long bytes = in.length();
            if (bytes == 0) {
                throw new DataException(file, "expected rows, found an empty file");
            }
            if (!isMarkedAt(in, 0)) {
                throw new DataException(file, "expected Parquet, found something else; check the name");
            }
            if (bytes < 12 || !isMarkedAt(in, bytes - PARQUET_MARK.length)) {
                throw new DataException(file, String.format(Locale.ROOT,
                        "expected Parquet that ends with PAR1, found %,d bytes without: it is truncated; copy it again",
                        bytes));
            }
        }
    }

    private static boolean isMarkedAt(RandomAccessFile in, long at) throws IOException {
        var bytes = new byte[PARQUET_MARK.length];
        if (at + bytes.length > in.length()) {
            return false;
        }
        in.seek(at);
        in.readFully(bytes);
        return Arrays.equals(PARQUET_MARK, bytes);
    }
}
