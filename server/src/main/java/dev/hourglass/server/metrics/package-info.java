/// What a server counts, in the format of Prometheus.
@org.jspecify.annotations.NullMarked
package dev.hourglass.server.metrics;
