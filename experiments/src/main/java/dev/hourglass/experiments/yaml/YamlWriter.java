package dev.hourglass.experiments.yaml;

import dev.hourglass.internal.notation.Flow;
import java.util.List;
import java.util.Map;

/// Trees as YAML the way people write specs: the outer maps and the lists of layers in lines, all else on one line.
final class YamlWriter {
    private static final int BLOCK_LEVELS = 2;
    /// A map that would be longer on one line is written in lines.
    private static final int LONGEST = 160;

    private final StringBuilder text = new StringBuilder();

    private YamlWriter() {}

    static String write(Map<String, Object> tree) {
        var writer = new YamlWriter();
        writer.keys(tree, 0);
        return writer.text.toString();
    }

    private void keys(Map<?, ?> map, int level) {
        map.forEach((key, value) -> {
            text.append("  ".repeat(level)).append(Flow.text(key)).append(':');
            switch (value) {
                case Map<?, ?> inner when isInLines(inner, level + 1) -> {
                    text.append('\n');
                    keys(inner, level + 1);
                }
                case List<?> list when !list.stream().allMatch(Number.class::isInstance) -> elements(list, level + 1);
                default -> text.append(' ').append(Flow.text(value)).append('\n');
            }
        });
    }

    private static boolean isInLines(Map<?, ?> map, int level) {
        return !map.isEmpty() && (level < BLOCK_LEVELS || Flow.text(map).length() > LONGEST);
    }

    private void elements(List<?> list, int level) {
        text.append('\n');
        for (var element : list) {
            text.append("  ".repeat(level)).append("- ").append(element(element)).append('\n');
        }
    }

    private static String element(Object element) {
        var flow = Flow.text(element);
        boolean isNamed = element instanceof Map<?, ?> map && map.size() == 1;
        return isNamed ? flow.substring(1, flow.length() - 1) : flow;
    }
}
