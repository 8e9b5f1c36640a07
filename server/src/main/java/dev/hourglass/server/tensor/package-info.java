/// Tensors as the Open Inference Protocol has them.
@org.jspecify.annotations.NullMarked
package dev.hourglass.server.tensor;
