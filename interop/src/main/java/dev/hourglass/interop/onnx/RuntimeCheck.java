package dev.hourglass.interop.onnx;

import dev.hourglass.interop.onnx.OnnxCheck.Compared;
import dev.hourglass.interop.onnx.OnnxCheck.NotCompared;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/// Compares a graph in ONNX Runtime, where that is there, with what it was made of.
final class RuntimeCheck {
    private RuntimeCheck() {}

    /// @param largestDistance between the numbers of both; runs the graph
    /// @throws OnnxException if ONNX Runtime cannot run the graph, or computes something else
    static OnnxCheck compare(DoubleSupplier largestDistance) {
        if (!isRuntimePresent()) {
            return new NotCompared("ONNX Runtime is not on the class path");
        }
        try {
            return new Compared(requireSmall(largestDistance.getAsDouble()));
        } catch (LinkageError e) {
            return new NotCompared("ONNX Runtime cannot be loaded on this machine: " + reason(e));
        }
    }

    /// Asks here and not in [OnnxRuntime]: where the runtime is missing, that class cannot even be verified.
    private static boolean isRuntimePresent() {
        var loader = OnnxModel.class.getClassLoader();
        return loader != null && loader.getResource("ai/onnxruntime/OrtEnvironment.class") != null;
    }

    /// The innermost cause's message: those around it name classes only.
    private static String reason(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static double requireSmall(double distance) {
        if (!(distance <= OnnxModel.TOLERANCE)) {
            throw new OnnxException(
                    String.format(Locale.ROOT,
                            "ONNX Runtime computes different outputs for the exported graph: expected a difference of at most %s, found %s; nothing was written",
                            OnnxModel.TOLERANCE, distance));
        }
        return distance;
    }
}
