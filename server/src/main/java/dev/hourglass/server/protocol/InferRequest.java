package dev.hourglass.server.protocol;

import dev.hourglass.server.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// An inference request.
///
/// @param outputs that are wanted; empty for all
/// @param isBinary whether outputs are to be binary that do not say otherwise
record InferRequest(Optional<String> id, List<Tensor> inputs, List<RequestedOutput> outputs, boolean isBinary) {
    /// @param isBinary empty where the request decides
    record RequestedOutput(String name, Optional<Boolean> isBinary) {}
}
