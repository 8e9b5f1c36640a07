/// The scoring server under load, beside another engine, and while it is stopped and its models change.
@org.jspecify.annotations.NullMarked
package dev.hourglass.bench.serving;
