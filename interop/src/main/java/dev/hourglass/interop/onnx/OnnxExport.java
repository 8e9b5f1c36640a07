package dev.hourglass.interop.onnx;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A model as an ONNX file.
public sealed interface OnnxExport permits OnnxModel, OnnxTable {
    /// The file's content, copied.
    byte[] bytes();

    /// Runs the graph in ONNX Runtime beside the model.
    ///
    /// @return the largest distance between their numbers on 1,000 random samples, or why they cannot be compared: ONNX
    ///     Runtime is not on the class path, or has no native library for this machine
    /// @throws OnnxException if ONNX Runtime cannot run the graph, or computes something else
    OnnxCheck check();

    /// Writes the file; one that stood there before is replaced in one step.
    ///
    /// @throws UncheckedIOException if it cannot be written; a file that stood there before is still there
    void save(Path file);
}
