/// Models that are served: their inputs and outputs, batches of requests, and files that change.
@org.jspecify.annotations.NullMarked
package dev.hourglass.server.serving;
