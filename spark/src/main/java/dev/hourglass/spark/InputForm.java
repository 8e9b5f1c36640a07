package dev.hourglass.spark;

import dev.hourglass.table.TableSchema;
import java.io.Serializable;

/// What a network reads of a row: of samples the row itself, of a table its numbers within limits, since scores are of the row as it is.
///
/// @param isClipped whether rows are those of a table
record InputForm(boolean isClipped) implements Serializable {
    /// The row itself, or a copy.
    float[] inputs(float[] row) {
        if (!isClipped) {
            return row;
        }
        var inputs = row.clone();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Math.clamp(inputs[i], -TableSchema.CLIP, TableSchema.CLIP);
        }
        return inputs;
    }
}
