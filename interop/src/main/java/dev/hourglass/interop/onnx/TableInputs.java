package dev.hourglass.interop.onnx;

import dev.hourglass.table.Column;
import dev.hourglass.table.TableSchema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The inputs of a table's graph: one for each column, of its name unless something else in the graph has it, or it has characters that
/// not every runtime takes.
///
/// @param names of the inputs, in the schema's order
record TableInputs(TableSchema schema, List<String> names) {
    private static final Set<String> OUTPUTS = Set.of(ModelGraph.RECONSTRUCTION, ModelGraph.CODE, TableGraph.SURPRISE,
            TableGraph.DISTANCE, TableGraph.SCORE, TableGraph.P_VALUE, TableGraph.ANOMALY);
    /// What names of nodes and constants begin with.
    private static final List<String> NODES = List.of("encoder.", "decoder.", "latent.", TableGraph.PLACE);

    private static final String OTHER = "column_";

    static TableInputs of(TableSchema schema) {
        var taken = new HashSet<String>();
        schema.columns().forEach(column -> taken.add(column.name()));
        var names = schema.columns().stream().map(column -> name(column, taken)).toList();
        return new TableInputs(schema, names);
    }

    private static String name(Column column, Set<String> taken) {
        var name = RuntimeText.written(column.name());
        if (name.equals(column.name()) && !isReserved(name)) {
            return name;
        }
        do {
            name = OTHER + name;
        } while (!taken.add(name));
        return name;
    }

    private static boolean isReserved(String name) {
        return name.isEmpty() || OUTPUTS.contains(name) || NODES.stream().anyMatch(name::startsWith);
    }

    /// As JSON has it: input, column and type of each.
    List<Map<String, Object>> toTree() {
        return IntStream.range(0, names.size()).mapToObj(i -> {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("input", names.get(i));
            tree.put("column", schema.columns().get(i).name());
            tree.put("type", schema.columns().get(i).type());
            return (Map<String, Object>) tree;
        }).toList();
    }
}
