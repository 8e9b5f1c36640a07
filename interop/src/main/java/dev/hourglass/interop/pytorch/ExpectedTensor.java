package dev.hourglass.interop.pytorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A tensor that a file has to hold: one of ours, or a part of it, as it lies in PyTorch.
///
/// @param ours the name that the tensor has here
record ExpectedTensor(String name, List<Integer> shape, String ours) {

    /// The parts of a tensor, one behind the other along the outputs.
    static List<ExpectedTensor> of(Translation translation, TensorNames names) {
        var ours = translation.tensor().name();
        var theirs = names.of(ours);
        var shape = new ArrayList<>(translation.shape());
        shape.set(0, shape.getFirst() / theirs.size());
        return theirs.stream().map(name -> new ExpectedTensor(name, List.copyOf(shape), ours)).toList();
    }

    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    boolean isBias() {
        return ours.endsWith(".bias");
    }

    /// What messages call it, as `fc1.weight (encoder.0.weight)`.
    String title() {
        return name.equals(ours) ? name : String.format(Locale.ROOT, "%s (%s)", name, ours);
    }
}
