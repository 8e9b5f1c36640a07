package dev.hourglass.bench.race;

/// A framework lacks something that a course has. The message says what.
final class AbsentException extends RuntimeException {
    AbsentException(String message) {
        super(message);
    }
}
