package dev.hourglass.spec;

import java.util.Locale;

/// The shape rule of every layer.
final class ShapeRules {
    private ShapeRules() {}

    static Shape outputShape(Layer layer, Shape in) {
        return switch (layer) {
            case Dense dense -> {
                if (in.isImage()) {
                    throw new SpecException(
                            String.format(Locale.ROOT, "expected input [%d], found %s; put a flatten before it",
                                    in.size(), in));
                }
                yield Shape.of(dense.units());
            }
            case Conv2d conv -> convolved(conv, image(in));
            case ConvTranspose2d conv -> transposed(conv, image(in));
            case MaxPool2d(int window) -> {
                image(in);
                yield Shape.of(Math.ceilDiv(in.height(), window), Math.ceilDiv(in.width(), window), in.channels());
            }
            case Upsample2d upsample -> upsampled(upsample, image(in));
            case Flatten() -> Shape.of(image(in).size());
            case Reshape(Shape to) -> {
                if (to.size() != in.size()) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "expected an input of %d features for %s, found %s, which has %d", to.size(), to, in,
                            in.size()));
                }
                yield to;
            }
            case Activate _, Dropout _ -> in;
        };
    }

    private static Shape image(Shape in) {
        if (!in.isImage()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "expected input [height, width, channels], found %s; put a reshape before it", in));
        }
        return in;
    }

    private static Shape convolved(Conv2d conv, Shape in) {
        int height = conv.padding().outputSize(in.height(), conv.kernel(), conv.stride());
        int width = conv.padding().outputSize(in.width(), conv.kernel(), conv.stride());
        if (height < 1 || width < 1) {
            throw new SpecException(String.format(Locale.ROOT,
                    "a window of %d does not fit into input %s; use padding: same or a smaller kernel", conv.kernel(),
                    in));
        }
        return Shape.of(height, width, conv.filters());
    }

    private static Shape transposed(ConvTranspose2d conv, Shape in) {
        var to = conv.to()
                .orElseGet(() -> new ImageSize(defaultExtent(conv, in.height()), defaultExtent(conv, in.width())));
        int height = conv.padding().outputSize(to.height(), conv.kernel(), conv.stride());
        int width = conv.padding().outputSize(to.width(), conv.kernel(), conv.stride());
        if (height != in.height() || width != in.width()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "to: %s, convolved with kernel %d and stride %d, would have size [%d, %d], found input %s; change to or stride",
                            to, conv.kernel(), conv.stride(), height, width, in));
        }
        return Shape.of(to.height(), to.width(), conv.filters());
    }

    private static int defaultExtent(ConvTranspose2d conv, int size) {
        return switch (conv.padding()) {
            case SAME -> saturated((long) size * conv.stride());
            case VALID -> saturated((size - 1L) * conv.stride() + conv.kernel());
        };
    }

    /// An extent that no shape accepts, where the right one is beyond an `int`.
    private static int saturated(long extent) {
        return (int) Math.min(Integer.MAX_VALUE, extent);
    }

    private static Shape upsampled(Upsample2d upsample, Shape in) {
        int factor = upsample.factor().orElse(1);
        var to = upsample.to().orElseGet(() -> new ImageSize(
                saturated((long) in.height() * factor), saturated((long) in.width() * factor)));
        if (to.height() < in.height() || to.width() < in.width()) {
            throw new SpecException(
                    String.format(Locale.ROOT, "to: %s is smaller than input %s; use maxpool or a stride to shrink", to,
                            in));
        }
        return Shape.of(to.height(), to.width(), in.channels());
    }
}
