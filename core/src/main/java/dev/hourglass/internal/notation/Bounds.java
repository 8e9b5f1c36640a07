package dev.hourglass.internal.notation;

import dev.hourglass.spec.SpecException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers that a record's constructor takes, learnt by asking it: the bounds of this vocabulary are 0 or 1.
final class Bounds {
    private Bounds() {}

    /// The bounds in the words of JSON Schema; empty for what is not a number.
    static Map<String, Object> of(TypeDef word, Field part) {
        var bounds = new LinkedHashMap<String, Object>();
        var form = part.form() instanceof TypeNode.Maybe(var of) ? of : part.form();
        if (form instanceof TypeNode.Real) {
            lower(bounds, takes(word, part, -1.0), takes(word, part, 0.0), "exclusiveMinimum", 0L);
            upper(bounds, takes(word, part, 1.0), takes(word, part, 2.0));
        } else if (form instanceof TypeNode.Whole) {
            lower(bounds, takes(word, part, -1), takes(word, part, 0), "minimum", 1L);
        }
        return bounds;
    }

    private static void lower(
            Map<String, Object> bounds, boolean takesNegative, boolean takesZero, String aboveZero, long bound) {
        if (takesNegative) {
            return;
        }
        bounds.put(takesZero ? "minimum" : aboveZero, takesZero ? 0L : bound);
    }

    private static void upper(Map<String, Object> bounds, boolean takesOne, boolean takesTwo) {
        if (!takesTwo) {
            bounds.put(takesOne ? "maximum" : "exclusiveMaximum", 1L);
        }
    }

    private static boolean takes(TypeDef word, Field part, Object number) {
        var values = new LinkedHashMap<String, Object>();
        word.parts().forEach(other -> values.put(other.key(), other.example()));
        values.put(part.key(), part.form() instanceof TypeNode.Maybe ? Optional.of(number) : number);
        try {
            word.build(values);
            return true;
        } catch (SpecException _) {
            return false;
        }
    }
}
