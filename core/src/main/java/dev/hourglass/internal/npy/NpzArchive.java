package dev.hourglass.internal.npy;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The arrays of a ZIP file by name, as NumPy's `savez` and `savez_compressed` write it. What the archive says of sizes is
/// believed when the data have arrived.
public final class NpzArchive implements Closeable {
    private static final String EXTENSION = ".npy";
    /// Bytes that a packed one becomes at most (Deutsch 1996, RFC 1951: 258 bytes of a match in 2 bits).
    private static final long DEFLATE_RATIO = 1032;

    private final Path file;
    private final ZipFile zip;
    private final long length;
    private final Map<String, ZipEntry> arrays;

    private NpzArchive(Path file, ZipFile zip, long length, Map<String, ZipEntry> arrays) {
        this.file = file;
        this.zip = zip;
        this.length = length;
        this.arrays = arrays;
    }

    /// What is done with an array.
    public interface Reading<T> {
        T of(NpyReader reader) throws IOException;
    }

    /// @throws DataException if the file is missing, no ZIP file, or has something else than arrays
    public static NpzArchive open(Path file) {
        try {
            long length = Files.size(file);
            var zip = new ZipFile(file.toFile());
            try {
                return new NpzArchive(file, zip, length, arrays(file, zip));
            } catch (RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (NoSuchFileException missing) {
            throw new DataException(file, "no such file", missing);
        } catch (ZipException e) {
            throw damaged(file.toString(), e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, ZipEntry> arrays(Path file, ZipFile zip) {
        var arrays = new LinkedHashMap<String, ZipEntry>();
        for (var entry : zip.stream().toList()) {
            var name = entry.getName();
            if (!name.endsWith(EXTENSION)) {
                throw new DataException(file,
                        String.format(Locale.ROOT,
                                "expected an NPZ file, in which every name ends with .npy, found '%s'",
                                FoundNames.printable(name)));
            }
            if (arrays.put(name.substring(0, name.length() - EXTENSION.length()), entry) != null) {
                throw new DataException(file,
                        String.format(Locale.ROOT, "the array '%s' occurs twice", FoundNames.printable(name)));
            }
        }
        return arrays;
    }

    /// In the order of the archive.
    public List<String> names() {
        return List.copyOf(arrays.keySet());
    }

    /// Reads an array to its end, and compares its checksum.
    ///
    /// @throws DataException naming the file and the array if it is damaged or cannot be read
    public <T> T read(String name, Reading<T> reading) {
        var entry = arrays.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no array " + name);
        }
        var source = String.format(Locale.ROOT, "%s: %s", file, FoundNames.printable(name));
        long packed = Math.clamp(entry.getCompressedSize(), 0, length);
        if (entry.getSize() > packed * DEFLATE_RATIO) {
            throw new DataException(source,
                    String.format(Locale.ROOT, "the archive claims %d bytes, more than it can hold; it is damaged",
                            entry.getSize()));
        }
        try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            var result = reading.of(new NpyReader(in, entry.getSize(), packed));
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new DataException(source,
                        String.format(Locale.ROOT, "the checksum is %08x, expected %08x; the archive is damaged",
                                in.getChecksum().getValue(), entry.getCrc()));
            }
            return result;
        } catch (NpyFormatException e) {
            throw e.in(source);
        } catch (ZipException | EOFException e) {
            throw damaged(source, e);
        } catch (IOException e) {
            throw new DataException(source, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static DataException damaged(String source, IOException cause) {
        return new DataException(source,
                String.format(Locale.ROOT,
                        "expected a complete ZIP file, found a truncated or damaged one (%s); save or fetch it again",
                        cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }
}
