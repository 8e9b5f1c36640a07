package dev.hourglass.interop.pytorch;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.AvgPool1d;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose1d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.DepthwiseConv1d;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.MaxPool1d;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.SignalLayer;
import dev.hourglass.spec.layer.Upsample1d;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Convolutions with more zeros after a picture than before it, which `padding` of PyTorch's layers, the same on both sides,
/// cannot say: the weights fit, and the networks differ all the same.
final class UnevenPadding {
    private final List<String> findings = new ArrayList<>();

    private UnevenPadding() {}

    /// What to write in PyTorch, a sentence for each such layer.
    static List<String> in(Autoencoder spec) {
        var padding = new UnevenPadding();
        int classes = spec.latent().classes();
        padding.addLayers("encoder", spec.input().withMore(classes), spec.encoder());
        padding.addLayers("decoder", spec.codeShape().withMore(classes), spec.decoder());
        return List.copyOf(padding.findings);
    }

    /// @param place what the layers' places begin with; projections of residuals have one pixel and need no zeros
    private void addLayers(String place, Shape input, List<Layer> layers) {
        var in = input;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var out = layer.outputShape(in);
            var at = String.format(Locale.ROOT, "%s layer %d", place, i + 1);
            advice(layer, in, out).ifPresent(advice -> findings.add(at + " " + advice));
            if (layer instanceof Residual(var body)) {
                addLayers(at + ",", in, body);
            }
            in = out;
        }
    }

    private static Optional<String> advice(Layer layer, Shape in, Shape out) {
        if (layer instanceof SignalLayer signal) {
            return adviceOnSignal(signal, in, out);
        }
        if (layer instanceof Conv2d conv) {
            var rows = Zeros.of(conv.padding(), in.height(), conv.window().height(),
                    conv.stride().height());
            var columns = Zeros.of(conv.padding(), in.width(), conv.window().width(),
                    conv.stride().width());
            if (rows.areUneven() || columns.areUneven()) {
                return Optional.of(
                        String.format(Locale.ROOT,
                                "(conv) needs more zeros after the picture than before: in PyTorch, x = torch.nn.functional.pad(x, (%d, %d, %d, %d)) and then Conv2d with padding=0",
                                columns.before(), columns.after(), rows.before(), rows.after()));
            }
        }
        if (layer instanceof DepthwiseConv2d conv) {
            var rows = Zeros.of(conv.padding(), in.height(), conv.window().height(), conv.stride().height());
            var columns = Zeros.of(conv.padding(), in.width(), conv.window().width(), conv.stride().width());
            if (rows.areUneven() || columns.areUneven()) {
                return Optional.of(
                        String.format(Locale.ROOT,
                                "(depthwise) needs more zeros after the picture than before: in PyTorch, x = torch.nn.functional.pad(x, (%d, %d, %d, %d)) and then Conv2d with groups=%d and padding=0",
                                columns.before(), columns.after(), rows.before(), rows.after(), in.channels()));
            }
        }
        if (layer instanceof ConvTranspose2d conv) {
            // The convolution of which this is the transpose goes from the output to the input.
            var rows = Zeros.of(conv.padding(), out.height(), conv.kernel().height(),
                    conv.stride().height());
            var columns = Zeros.of(conv.padding(), out.width(), conv.kernel().width(),
                    conv.stride().width());
            if (rows.areUneven() || columns.areUneven()) {
                return Optional.of(
                        String.format(Locale.ROOT,
                                "(conv_transpose) crops more pixels after the picture than before: in PyTorch, ConvTranspose2d with padding=(%d, %d) and then x = x[..., :%d, :%d]",
                                rows.before(), columns.before(), out.height(), out.width()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> adviceOnSignal(SignalLayer layer, Shape in, Shape out) {
        return switch (layer) {
            case Conv1d conv -> {
                var steps = Zeros.of(conv.padding(), in.width(), conv.window(), conv.stride());
                yield steps.areUneven() ? Optional.of(String.format(Locale.ROOT,
                        "(conv1d) needs more zeros after the signal than before: in PyTorch, x = torch.nn.functional.pad(x, (%d, %d)) and then Conv1d with padding=0",
                        steps.before(), steps.after())) : Optional.empty();
            }
            case ConvTranspose1d conv -> {
                var steps = Zeros.of(conv.padding(), out.width(), conv.kernel(), conv.stride());
                yield steps.areUneven() ? Optional.of(String.format(Locale.ROOT,
                        "(conv_transpose1d) crops more steps after the signal than before: in PyTorch, ConvTranspose1d with padding=%d and then x = x[..., :%d]",
                        steps.before(), out.width())) : Optional.empty();
            }
            case DepthwiseConv1d conv -> {
                var steps = Zeros.of(conv.padding(), in.width(), conv.window(), conv.stride());
                yield steps.areUneven() ? Optional.of(String.format(Locale.ROOT,
                        "(depthwise1d) needs more zeros after the signal than before: in PyTorch, x = torch.nn.functional.pad(x, (%d, %d)) and then Conv1d with groups=%d and padding=0",
                        steps.before(), steps.after(), in.channels())) : Optional.empty();
            }
            case MaxPool1d _, AvgPool1d _, Upsample1d _ -> Optional.empty();
        };
    }

    /// Zeros around one axis of a picture, or around a signal.
    private record Zeros(int before, int after) {
        static Zeros of(Padding padding, int size, int kernel, int stride) {
            return new Zeros(padding.before(size, kernel, stride), padding.after(size, kernel, stride));
        }

        boolean areUneven() {
            return after > before;
        }
    }
}
