package dev.hourglass.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;

/// A file in any file system that Hadoop knows.
record HadoopFile(SparkContext context, Path path) {
    static HadoopFile of(SparkContext context, String path) {
        return new HadoopFile(context, new Path(path));
    }

    /// @throws UncheckedIOException if it cannot be read
    byte[] read() {
        try (var stream = path.getFileSystem(context.hadoopConfiguration()).open(path)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
    }

    /// @throws UncheckedIOException if it cannot be written
    void write(byte[] bytes) {
        try (var stream = path.getFileSystem(context.hadoopConfiguration()).create(path, true)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
    }
}
