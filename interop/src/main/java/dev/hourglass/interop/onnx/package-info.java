/// Models as ONNX graphs, which other runtimes run.
@NullMarked
package dev.hourglass.interop.onnx;

import org.jspecify.annotations.NullMarked;
