package dev.hourglass.drift;

import java.util.List;

/// How one column differs from that of training.
///
/// @param type such as `numeric`
/// @param values of the cells that are not missing: Kolmogorov-Smirnov for numbers and timestamps, chi squared for categories and booleans
/// @param missing of the missing cells: chi squared
/// @param stability the population stability index: of ten parts for numbers, of the levels for categories
/// @param missingBefore the share of missing cells in training
/// @param missingNow the share of missing cells now
/// @param change what changed, in the units of the file: the median, or the share of the level that changed most
/// @param unknown the most frequent of the categories that are none of the model's levels
/// @param unknownShare the share of all of them
/// @param isUnseen whether training rows had no such category; otherwise each of them was rarer there than every level
public record ColumnDrift(
        String name, String type, Shift values, Shift missing, double stability, double missingBefore,
        double missingNow,
        String change, List<CategoryShare> unknown, double unknownShare, boolean isUnseen) {
    public ColumnDrift {
        unknown = List.copyOf(unknown);
    }

    /// The larger one.
    public double effect() {
        return Math.max(values.effect(), missing.effect());
    }

    /// Whether cells or their absence differ significantly and enough to matter.
    public boolean isDrift() {
        return values.isDrift() || missing.isDrift();
    }
}
