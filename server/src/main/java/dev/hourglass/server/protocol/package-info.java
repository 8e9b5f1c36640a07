/// The protocols: requests and answers as JSON, as binary tensors, and as pictures.
@org.jspecify.annotations.NullMarked
package dev.hourglass.server.protocol;
