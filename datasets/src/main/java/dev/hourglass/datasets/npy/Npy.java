package dev.hourglass.datasets.npy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.internal.npy.NpyFormatException;
import dev.hourglass.internal.npy.NpyHeader;
import dev.hourglass.internal.npy.NpyReader;
import dev.hourglass.internal.text.FileName;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/// Arrays in NumPy's file format NPY (NumPy Enhancement Proposal 1), versions 1 to 3.
public final class Npy {
    private static final int ALIGNMENT = 64;

    private Npy() {}

    /// Reads an array `[sample][feature]`, `[sample][height][width]` or `[sample][height][width][channel]`.
    ///
    /// Elements of type `u1` and `u2` are pixels: 0 to 255, and 0 to 65535, read as 0 to 1. Truth values (`b1`) read as 0 and 1. All other
    /// numbers (`i1`, `i2`, `i4`, `i8`, `u4`, `u8`, `f2`, `f4`, `f8`, in either byte order) read as they are, rounded to
    /// floats. The array may be in C or in Fortran order.
    ///
    /// @throws DataException if the file is missing, truncated or damaged, holds another kind of array, or a number
    ///         that is not finite as a float; it names the file and, where it can, the offset in bytes
    public static Dataset read(Path file) {
        try (var in = Files.newInputStream(file)) {
            long size = Files.size(file);
            return new NpyReader(in, size, size).samples(FileName.withoutExtension(file));
        } catch (NpyFormatException e) {
            throw e.in(file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(file, "no such file", e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// Writes samples of one shape as `f4` in little-endian order, replacing the file in one step if it exists.
    ///
    /// @param shape of a sample, which the array has after its first extent
    /// @param rows `[sample][feature]`
    /// @throws DataException if the file cannot be written; one that stood there before is still there
    /// @throws IllegalArgumentException if a row has another number of features than the shape
    public static void write(Path file, Shape shape, float[][] rows) {
        requireShape(shape, rows);
        try {
            AtomicFile.replace(file, out -> write(out, shape, rows));
        } catch (IOException e) {
            throw new DataException(file, "cannot be written: " + AtomicFile.reason(e), e);
        }
    }

    /// Writes samples of one shape as `f4` in little-endian order and flushes; does not close the stream.
    ///
    /// @param shape of a sample, which the array has after its first extent
    /// @param rows `[sample][feature]`
    /// @throws IllegalArgumentException if a row has another number of features than the shape
    public static void write(OutputStream out, Shape shape, float[][] rows) throws IOException {
        requireShape(shape, rows);
        var extents = new ArrayList<Long>();
        extents.add((long) rows.length);
        shape.dims().forEach(extent -> extents.add((long) extent));
        out.write(head(new NpyHeader("<f4", false, extents)));
        var bytes = ByteBuffer.allocate(shape.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var row : rows) {
            bytes.asFloatBuffer().put(row);
            out.write(bytes.array());
        }
        out.flush();
    }

    /// Everything before the data, padded with blanks and a line feed so that the data begins at a multiple of 64.
    private static byte[] head(NpyHeader header) {
        var text = header.text();
        int start = NpyHeader.MAGIC.size() + 2 + Short.BYTES;
        int size = Math.ceilDiv(start + text.length() + 1, ALIGNMENT) * ALIGNMENT;
        var head = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        NpyHeader.MAGIC.forEach(head::put);
        head.put((byte) 1).put((byte) 0).putShort((short) (size - start));
        head.put((text + " ".repeat(size - start - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return head.array();
    }

    private static void requireShape(Shape shape, float[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != shape.size()) {
                throw new IllegalArgumentException(String.format(Locale.ROOT,
                        "row %d: expected %d values for shape %s, found %d", i, shape.size(), shape, rows[i].length));
            }
        }
    }
}
