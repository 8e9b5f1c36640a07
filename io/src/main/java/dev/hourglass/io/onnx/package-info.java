/// Models as ONNX graphs, which other runtimes run.
@NullMarked
package dev.hourglass.io.onnx;

import org.jspecify.annotations.NullMarked;
