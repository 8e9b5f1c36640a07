package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Categories: a feature for each level and one for all others, of which one is 1, under softmax and cross-entropy.
///
/// Levels that were rare in the training rows, and those that did not occur, are "other".
public final class CategoricalColumn implements Column {
    private final String name;
    private final List<String> levels;
    private final List<Double> shares;
    private final double missingShare;
    private final Map<String, Integer> indices = new HashMap<>();

    /// @param levels at least one
    /// @param shares of the training rows where it is not missing: of each level, then of all others
    /// @param missingShare of training rows
    public CategoricalColumn(String name, List<String> levels, List<Double> shares, double missingShare) {
        this.name = name;
        this.levels = List.copyOf(levels);
        this.shares = List.copyOf(shares);
        this.missingShare = missingShare;
        if (levels.isEmpty() || shares.size() != levels.size() + 1) {
            throw new SpecException(String.format(Locale.ROOT,
                    "column '%s': expected at least one level, and a share for each and for others, found %d and %d",
                    name,
                    levels.size(), shares.size()));
        }
        shares.forEach(share -> Weighting.requireShare(name, share));
        Weighting.requireShare(name, missingShare);
        for (int i = 0; i < levels.size(); i++) {
            if (indices.put(levels.get(i), i) != null) {
                throw new SpecException(
                        String.format(Locale.ROOT, "column '%s': found level '%s' twice", name, levels.get(i)));
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    /// In the order of their features.
    public List<String> levels() {
        return levels;
    }

    /// Of the training rows where it is not missing: of each level, then of all others.
    public List<Double> shares() {
        return shares;
    }

    @Override
    public double missingShare() {
        return missingShare;
    }

    @Override
    public String type() {
        return "categorical";
    }

    @Override
    public boolean isText() {
        return true;
    }

    /// How many features a category has: the levels and all others.
    int classes() {
        return levels.size() + 1;
    }

    @Override
    public int features() {
        return classes() + (hasIndicator() ? 1 : 0);
    }

    /// The feature of a category, counted from the column's first; that of all others for one that is no level.
    public int index(String category) {
        return indices.getOrDefault(category, levels.size());
    }

    /// Whether a category has a feature of its own.
    public boolean isLevel(String category) {
        return indices.containsKey(category);
    }

    /// Whether training rows had other categories than the levels, so that the network knows what "other" means.
    public boolean hasSeenOthers() {
        return shares.getLast() > 0;
    }

    @Override
    public List<OutputBlock> blocks(int from) {
        var blocks = new ArrayList<OutputBlock>();
        blocks.add(OutputBlock.ofFeatures(from, classes(), new SoftmaxCrossEntropy(classes()))
                .withWeight(Weighting.ofShares(shares)));
        if (hasIndicator()) {
            blocks.add(Weighting.indicator(from + classes(), missingShare));
        }
        return blocks;
    }

    @Override
    public void encode(ColumnValues values, int row, float[] features, int at) {
        var category = ((ColumnValues.Texts) values).values()[row];
        Arrays.fill(features, at, at + classes(), category == null ? Float.NaN : 0);
        if (category != null) {
            features[at + index(category)] = 1;
        }
        if (hasIndicator()) {
            features[at + classes()] = category == null ? 1 : 0;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CategoricalColumn column && name.equals(column.name) && levels.equals(column.levels)
                && shares.equals(column.shares) && missingShare == column.missingShare;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, levels, shares, missingShare);
    }

    @Override
    public String toString() {
        return "CategoricalColumn[" + name + ", " + levels.size() + " levels]";
    }
}
