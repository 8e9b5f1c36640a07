package dev.hourglass.interop.onnx;

import java.io.Serial;

/// A model cannot be exported; the message has the reason and a remedy.
public final class OnnxException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    OnnxException(String message) {
        super(message);
    }

    OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
