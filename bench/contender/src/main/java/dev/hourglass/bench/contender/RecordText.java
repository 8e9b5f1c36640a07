package dev.hourglass.bench.contender;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;

/// Records as lines: `Dense in=784 out=36 activation=RELU`.
final class RecordText {
    private RecordText() {}

    static String write(Record record) {
        var line = new StringBuilder(record.getClass().getSimpleName());
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                var value = component.getAccessor().invoke(record);
                line.append(' ').append(component.getName()).append('=').append(value);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return line.toString();
    }

    /// @param family a record, or an interface that permits records, one of which the line names
    static <T> T read(String line, Class<T> family) {
        var words = new Scanner(line);
        var name = words.next();
        var values = new HashMap<String, String>();
        words.forEachRemaining(word -> {
            int split = word.indexOf('=');
            values.put(word.substring(0, split), word.substring(split + 1));
        });
        for (var type : family.isRecord() ? new Class<?>[] {family} : family.getPermittedSubclasses()) {
            if (type.getSimpleName().equals(name)) {
                return family.cast(instance(type, values));
            }
        }
        throw new IllegalArgumentException("expected one of %s, found %s".formatted(family.getSimpleName(), line));
    }

    private static Object instance(Class<?> type, Map<String, String> values) {
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            var text = values.get(components[i].getName());
            if (text == null) {
                throw new IllegalArgumentException("%s: %s is missing".formatted(type, components[i].getName()));
            }
            arguments[i] = value(types[i], text);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type, String text) {
        if (type == int.class) {
            return Integer.valueOf(text);
        } else if (type == long.class) {
            return Long.valueOf(text);
        } else if (type == double.class) {
            return Double.valueOf(text);
        } else if (type == boolean.class) {
            return Boolean.valueOf(text);
        } else if (type == TaskActivation.class) {
            return TaskActivation.valueOf(text);
        }
        return TaskLoss.valueOf(text);
    }
}
