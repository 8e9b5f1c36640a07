/// Weights that were trained elsewhere: files of PyTorch's tensors as models.
@NullMarked
package dev.hourglass.interop.pytorch;

import org.jspecify.annotations.NullMarked;
