package dev.hourglass.datasets.picture;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;

/// Decodes the first picture of GIF files.
final class GifPicture {
    private GifPicture() {}

    static Pixels decode(byte[] file) throws IOException {
        return ImageLayers.of(Decoder.decode(Decoder.ofJdk("gif"), file, GifPicture::read)).pixels(Optional.empty());
    }

    /// @throws EOFException if not all rows come, which the decoder passes over
    private static BufferedImage read(ImageReader reader) throws IOException {
        var rows = new Rows();
        reader.addIIOReadUpdateListener(rows);
        var image = reader.read(0);
        if (rows.count < image.getHeight()) {
            throw new EOFException();
        }
        return image;
    }

    /// Counts rows, whose decoder reports one at a time.
    private static final class Rows implements IIOReadUpdateListener {
        private int count;

        @Override
        public void imageUpdate(
                ImageReader source, BufferedImage image, int minX, int minY, int width, int height, int periodX,
                int periodY, int[] bands) {
            count++;
        }

        @Override
        public void passStarted(
                ImageReader source, BufferedImage image, int pass, int minPass, int maxPass, int minX, int minY,
                int periodX, int periodY, int[] bands) {}

        @Override
        public void passComplete(ImageReader source, BufferedImage image) {}

        @Override
        public void thumbnailPassStarted(
                ImageReader source, BufferedImage image, int pass, int minPass, int maxPass, int minX, int minY,
                int periodX, int periodY, int[] bands) {}

        @Override
        public void thumbnailUpdate(
                ImageReader source, BufferedImage image, int minX, int minY, int width, int height, int periodX,
                int periodY, int[] bands) {}

        @Override
        public void thumbnailPassComplete(ImageReader source, BufferedImage image) {}
    }
}
