/// Data to train on: MNIST, drawn eyes, folders of pictures, arrays and tables.
@SuppressWarnings("requires-automatic") // the decoders of TIFF and WebP have no module descriptors
module dev.hourglass.datasets {
    requires com.twelvemonkeys.imageio.core;
    requires com.twelvemonkeys.imageio.tiff;
    requires image.webp.decoder;
    requires java.desktop;
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.csv;
    requires transitive dev.hourglass.core;

    exports dev.hourglass.datasets;
    exports dev.hourglass.datasets.eyes;
    exports dev.hourglass.datasets.mnist;
    exports dev.hourglass.datasets.npy;
    exports dev.hourglass.datasets.picture to
            dev.hourglass.experiments,
            dev.hourglass.server,
            dev.hourglass.studio;
}
