package dev.hourglass.datasets.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Decodes BMP files.
final class BmpPicture {
    private static final int COMPRESSION = 30;
    private static final int JPEG = 4;
    private static final int PNG = 5;

    private BmpPicture() {}

    static Pixels decode(byte[] file) throws IOException {
        refuseEmbedded(file);
        var image = Decoder.decode(Decoder.ofJdk("bmp"), file, reader -> {
            PictureLimits.require(reader.getHeight(0), reader.getWidth(0), Byte.SIZE, file.length);
            return reader.read(0);
        });
        return ImageLayers.of(image).pixels(Optional.empty());
    }

    /// A BMP file may hold a JPEG or PNG file, for which the JDK allocates as many bytes as the header claims.
    private static void refuseEmbedded(byte[] file) throws IOException {
        if (file.length >= COMPRESSION + Integer.BYTES) {
            int compression = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(COMPRESSION);
            if (compression == JPEG || compression == PNG) {
                throw new PictureException(
                        "expected a BMP file of pixels, found one with an embedded JPEG or PNG file");
            }
        }
    }
}
