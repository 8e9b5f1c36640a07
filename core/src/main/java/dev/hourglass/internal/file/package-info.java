/// Files that are written in one step and read as if somebody had made them to do harm: tensors with checksums in
/// safetensors' layout.
@NullMarked
package dev.hourglass.internal.file;

import org.jspecify.annotations.NullMarked;
