/// Ops: what the nodes of a graph compute, each with its forward and backward rule side by side, on a workspace.
@NullMarked
package dev.hourglass.internal.op;

import org.jspecify.annotations.NullMarked;
