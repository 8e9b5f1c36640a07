package dev.hourglass.bench.race;

/// A framework lacks something that a task has. The message names it.
final class AbsentException extends RuntimeException {
    AbsentException(String message) {
        super(message);
    }
}
