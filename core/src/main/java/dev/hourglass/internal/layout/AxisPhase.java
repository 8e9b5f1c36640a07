package dev.hourglass.internal.layout;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A linear map along one axis of a picture: place `i` writes target `target + i targetStep` and reads, for tap `t`, the source
/// `source + i sourceStep + t tapStep`.
///
/// A tap's weight is the sum of the kernel's weights it lists.
///
/// @param count places
/// @param taps the kernel positions that each tap sums; none where it reads in vain
public record AxisPhase(
        int source, int sourceStep, int tapStep, int target, int targetStep, int count, List<List<Integer>> taps) {

    /// A convolution: one phase whose taps are the kernel's positions.
    ///
    /// @param dilation sources from one tap to the next
    public static List<AxisPhase> convolution(int kernel, int stride, int dilation, int before, int outputs) {
        var taps = new ArrayList<List<Integer>>();
        for (int k = 0; k < kernel; k++) {
            taps.add(List.of(k));
        }
        return List.of(new AxisPhase(-before, stride, dilation, 0, 1, outputs, taps));
    }

    /// The transpose of [#convolution]: the targets fall into `stride` phases, each with its own positions of the kernel. Those of a phase
    /// are as far apart as the dilation, divided by the greatest common divisor of stride and dilation.
    public static List<AxisPhase> transposedConvolution(
            int kernel, int stride, int dilation, int before, int targets) {
        int tapStep = dilation / BigInteger.valueOf(dilation).gcd(BigInteger.valueOf(stride)).intValue();
        var phases = new ArrayList<AxisPhase>();
        for (int phase = 0; phase < Math.min(stride, targets); phase++) {
            var taps = new TreeMap<Integer, List<Integer>>();
            for (int k = 0; k < kernel; k++) {
                int distance = phase + before - k * dilation;
                if (distance % stride == 0) {
                    taps.put(distance / stride, List.of(k));
                }
            }
            phases.add(ofTaps(taps, 1, tapStep, phase, stride, Math.ceilDiv(targets - phase, stride)));
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
            phases.add(ofTaps(taps, 1, 1, phase, factor, sources));
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
        return List.of(ofTaps(taps, factor, 1, 0, 1, sources));
    }

    private static AxisPhase ofTaps(
            TreeMap<Integer, List<Integer>> taps, int sourceStep, int tapStep, int target, int targetStep, int count) {
        int source = taps.isEmpty() ? 0 : taps.firstKey();
        return new AxisPhase(source, sourceStep, tapStep, target, targetStep, count, List.copyOf(taps.values()));
    }

    /// The same with taps that read neighbouring sources, those between in vain.
    public AxisPhase withNeighbouringTaps() {
        var all = new ArrayList<List<Integer>>();
        for (var tap : taps) {
            while (all.size() % tapStep != 0) all.add(List.of());
            all.add(tap);
        }
        return new AxisPhase(source, sourceStep, 1, target, targetStep, count, List.copyOf(all));
    }

    /// Pairs of a place and a tap that reads one of `size` sources, not the zeros around them.
    public long connections(int size) {
        long connections = 0;
        for (int tap = 0; tap < taps.size(); tap++) {
            int first = source + tap * tapStep;
            for (int i = 0; i < count && !taps.get(tap).isEmpty(); i++) {
                int read = first + i * sourceStep;
                connections += read >= 0 && read < size ? 1 : 0;
            }
        }
        return connections;
    }

    /// The source behind the last one that the places up to `place` read.
    public int readUpTo(int place) {
        return source + place * sourceStep + (taps.size() - 1) * tapStep + 1;
    }

    /// Sources read before the first pixel of a picture.
    int haloBefore() {
        return taps.isEmpty() ? 0 : Math.max(0, -source);
    }

    /// Sources read after the last of `size` pixels.
    int haloAfter(int size) {
        return taps.isEmpty() ? 0
                : Math.max(0, source + (count - 1) * sourceStep + (taps.size() - 1) * tapStep + 1 - size);
    }
}
