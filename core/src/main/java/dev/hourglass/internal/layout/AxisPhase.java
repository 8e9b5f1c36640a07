package dev.hourglass.internal.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A linear map along one axis of a picture: place `i` writes target `target + i targetStep` and reads the sources
/// `source + i sourceStep` and following, one for every tap.
///
/// A tap's weight is the sum of the kernel's weights it lists.
///
/// @param count places
/// @param taps the kernel positions that each tap sums
public record AxisPhase(int source, int sourceStep, int target, int targetStep, int count, List<List<Integer>> taps) {

    /// A convolution: one phase whose taps are the kernel's positions.
    public static List<AxisPhase> convolution(int kernel, int stride, int before, int outputs) {
        var taps = new ArrayList<List<Integer>>();
        for (int k = 0; k < kernel; k++) {
            taps.add(List.of(k));
        }
        return List.of(new AxisPhase(-before, stride, 0, 1, outputs, taps));
    }

    /// The transpose of [#convolution]: the targets fall into `stride` phases, each with its own positions of the kernel.
    public static List<AxisPhase> transposedConvolution(int kernel, int stride, int before, int targets) {
        var phases = new ArrayList<AxisPhase>();
        for (int phase = 0; phase < Math.min(stride, targets); phase++) {
            var taps = new TreeMap<Integer, List<Integer>>();
            for (int k = (phase + before) % stride; k < kernel; k += stride) {
                taps.put((phase + before - k) / stride, List.of(k));
            }
            phases.add(ofTaps(taps, 1, phase, stride, Math.ceilDiv(targets - phase, stride)));
        }
        return phases;
    }

    /// A convolution of stride 1 on a picture that nearest-neighbour interpolation enlarged by a whole factor, read from the
    /// small picture: each target phase has a small kernel, whose weights are sums (Shi et al. 2016 describe the
    /// equivalence of such phases and sub-pixel convolution).
    public static List<AxisPhase> enlargedConvolution(int kernel, int factor, int before, int sources) {
        var phases = new ArrayList<AxisPhase>();
        for (int phase = 0; phase < factor; phase++) {
            var taps = new TreeMap<Integer, List<Integer>>();
            for (int k = 0; k < kernel; k++) {
                taps.computeIfAbsent(Math.floorDiv(phase + k - before, factor), _ -> new ArrayList<>()).add(k);
            }
            phases.add(ofTaps(taps, 1, phase, factor, sources));
        }
        return phases;
    }

    /// The transpose of [#enlargedConvolution]: one convolution of stride `factor` over the large picture.
    public static List<AxisPhase> transposedEnlargedConvolution(int kernel, int factor, int before, int sources) {
        var taps = new TreeMap<Integer, List<Integer>>();
        for (int phase = 0; phase < factor; phase++) {
            for (int k = 0; k < kernel; k++) {
                int tap = phase - factor * Math.floorDiv(phase + k - before, factor);
                taps.computeIfAbsent(tap, _ -> new ArrayList<>()).add(k);
            }
        }
        return List.of(ofTaps(taps, factor, 0, 1, sources));
    }

    private static AxisPhase ofTaps(
            TreeMap<Integer, List<Integer>> taps, int sourceStep, int target, int targetStep, int count) {
        int source = taps.isEmpty() ? 0 : taps.firstKey();
        return new AxisPhase(source, sourceStep, target, targetStep, count, List.copyOf(taps.values()));
    }

    /// Pairs of a place and a tap that reads one of `size` sources, not the zeros around them.
    public long connections(int size) {
        long connections = 0;
        for (int i = 0; i < count; i++) {
            int first = source + i * sourceStep;
            connections += Math.max(0, Math.min(first + taps.size(), size) - Math.max(first, 0));
        }
        return connections;
    }

    /// Sources read before the first pixel of a picture.
    int haloBefore() {
        return taps.isEmpty() ? 0 : Math.max(0, -source);
    }

    /// Sources read after the last of `size` pixels.
    int haloAfter(int size) {
        return taps.isEmpty() ? 0 : Math.max(0, source + (count - 1) * sourceStep + taps.size() - size);
    }
}
