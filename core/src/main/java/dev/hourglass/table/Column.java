package dev.hourglass.table;

import dev.hourglass.spec.loss.OutputBlock;
import java.util.List;

/// A column of a table as a model knows it: its type, and all that was fitted to the training rows.
///
/// Its cells become [#features] neighbouring features of a sample. A missing cell gives NaN in all of them but the last, if there is
/// an indicator: the network reads 0 there, and neither trains nor scores it. Where training rows had missing cells, the last
/// feature is that indicator, 1 for missing and 0 otherwise, which is reconstructed like any other.
public sealed interface Column permits NumericColumn, CountColumn, CategoricalColumn, BooleanColumn, TimestampColumn {
    /// As in the file; unique in a schema.
    String name();

    /// The type's name in specs and messages, such as `numeric`.
    String type();

    /// The share of training rows where it was missing, in 0..1.
    double missingShare();

    /// Whether its cells are [ColumnValues.Texts], else [ColumnValues.Numbers].
    boolean isText();

    /// How many features a cell becomes, the indicator included; at least 1.
    int features();

    /// Whether the last feature is 1 where the cell is missing.
    default boolean hasIndicator() {
        return missingShare() > 0;
    }

    /// The losses of its outputs, in order: each is divided by what it costs to ignore the other columns, so that the whole
    /// column's loss is near 1 for a model that knows nothing.
    ///
    /// @param from the column's first feature
    List<OutputBlock> blocks(int from);

    /// The number of which this is the first feature, in the units of the file; NaN of a column that has no numbers.
    default double number(double feature) {
        return switch (this) {
            case NumericColumn numeric -> numeric.scaling().invert(feature);
            case CountColumn counts -> counts.scaling().invert(feature);
            case CategoricalColumn _, BooleanColumn _, TimestampColumn _ -> Double.NaN;
        };
    }

    /// How far a cell's first feature is from the one that a model expects, as an [Interval] says it.
    default double difference(double feature, double expected) {
        return this instanceof CountColumn counts ? counts.residual(feature, expected) : feature - expected;
    }

    /// Writes the features of one cell. Numbers are not clipped: [TableSchema#toInputs] does that for what goes into a network.
    ///
    /// @param values of the kind that [#isText] says
    void encode(ColumnValues values, int row, float[] features, int at);
}
