package dev.hourglass.data;

import java.util.BitSet;

/// Which samples [DataSplit#heldOut] takes to test with, found while they pass one by one: for data without labels of which not even
/// the names are to be held.
public final class HeldOutSamples {
    private final String name;
    private final BitSet isHeldOut = new BitSet();
    private int count;
    /// The samples that are most and least a test sample, and their hashes.
    private int first;
    private long firstHash;
    private int last;
    private long lastHash;

    /// @param name of the data, for messages
    public HeldOutSamples(String name) {
        this.name = name;
    }

    /// The next sample, by its name.
    public void add(String sample) {
        add(SampleHash.of(sample));
    }

    /// The next sample, which has no name.
    public void add(float[] features) {
        add(SampleHash.of(features));
    }

    private void add(long hash) {
        isHeldOut.set(count, SampleHash.isInFirstTenth(hash));
        if (count == 0 || Long.compareUnsigned(hash, firstHash) < 0) {
            first = count;
            firstHash = hash;
        }
        if (count == 0 || Long.compareUnsigned(hash, lastHash) > 0) {
            last = count;
            lastHash = hash;
        }
        count++;
    }

    /// Of each sample that was added.
    ///
    /// @throws DataException if there are fewer than 2 samples
    public boolean[] isHeldOut() {
        DataSplit.requireTwo(name, count);
        var held = new boolean[count];
        for (int i = 0; i < count; i++) held[i] = isHeldOut.get(i);
        held[last] = false;
        if (isHeldOut.cardinality() == (isHeldOut.get(last) ? 1 : 0)) {
            held[first] = true;
        }
        return held;
    }
}
