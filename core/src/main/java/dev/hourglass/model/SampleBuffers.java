package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.exec.BufferedRows;
import dev.hourglass.spec.Shape;
import java.nio.FloatBuffer;
import java.util.Locale;

/// Samples in callers' arrays and buffers.
final class SampleBuffers {
    private SampleBuffers() {}

    /// Samples to read: the remaining values of a buffer.
    ///
    /// @throws DataException if they are not whole samples
    static BufferedRows rows(String name, Shape shape, FloatBuffer values) {
        if (values.remaining() % shape.size() != 0) {
            throw new DataException(String.format(Locale.ROOT, "%s: expected a multiple of %d values, found %d", name,
                    shape.size(), values.remaining()));
        }
        return new BufferedRows(name, shape, values.slice());
    }

    /// Samples to read.
    ///
    /// @param rows `[sample][feature]`, copied
    /// @throws DataException if one has another number of features
    static BufferedRows rows(String name, Shape shape, float[][] rows) {
        var values = FloatBuffer.allocate(Math.multiplyExact(rows.length, shape.size()));
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != shape.size()) {
                throw new DataException(String.format(Locale.ROOT, "%s: row %d: expected %d features, found %d", name,
                        i, shape.size(), rows[i].length));
            }
            values.put(rows[i]);
        }
        return new BufferedRows(name, shape, values.rewind());
    }

    /// Where so many results are written to: from a buffer's position on.
    ///
    /// @throws DataException if they do not fit there
    static FloatBuffer room(String name, int count, Shape shape, FloatBuffer values) {
        if (values.isReadOnly()) {
            throw new DataException(name + ": expected a buffer to write to, found one that is read-only");
        }
        if (values.remaining() / shape.size() < count) {
            throw new DataException(String.format(Locale.ROOT,
                    "%s: expected room for %d rows of %d values, %d in all, found room for %d", name, count,
                    shape.size(), (long) count * shape.size(), values.remaining()));
        }
        return values.slice();
    }
}
