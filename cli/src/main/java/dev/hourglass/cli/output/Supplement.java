package dev.hourglass.cli.output;

import java.util.List;
import java.util.Map;

/// What a command answers beyond the measures that every model has: lines for people, fields for machines.
public interface Supplement {
    List<String> lines();

    Map<String, Object> fields();
}
