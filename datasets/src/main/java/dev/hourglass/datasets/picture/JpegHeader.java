package dev.hourglass.datasets.picture;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What the segments of a JPEG file say (ITU-T T.81, annex B).
final class JpegHeader {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int FIRST_RESTART = 0xd0;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int TEMPORARY = 0x01;
    private static final int APPLICATION = 0xe0;
    private static final int ADOBE = 14;
    /// Of more passes over one picture only its decoder's time is the aim.
    private static final int MOST_SCANS = 100;

    private int process;
    private int bits;
    private int height;
    private int width;
    private byte[] components = {};
    private boolean isJfif;
    private OptionalInt adobeTransform = OptionalInt.empty();
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean hasExif;
    private final TreeMap<Integer, byte[]> profile = new TreeMap<>();

    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();

    private JpegHeader() {}

    /// How the channels are stored.
    enum Colours {
        GREY,
        RGB,
        /// Luma and two differences of colour, as JFIF defines them.
        YCC,
        CMYK,
        /// Cyan, magenta and yellow as luma and two differences, and black.
        YCCK
    }

    /// Reads all segments, up to the end of the picture.
    ///
    /// @throws EOFException if it does not come
    static JpegHeader read(byte[] bytes) throws IOException {
        var header = new JpegHeader();
        header.read(bytes, ByteBuffer.wrap(bytes));
        header.requireSupported();
        return header;
    }

    private void read(byte[] bytes, ByteBuffer file) throws IOException {
        keep(0xff, START_OF_IMAGE);
        int scans = 0;
        file.position(Short.BYTES);
        for (int marker = next(file); marker != END_OF_IMAGE;) {
            int begin = file.position();
            var segment = segment(file);
            boolean isScan = marker == START_OF_SCAN;
            if (isScan && ++scans > MOST_SCANS) {
                throw new PictureException(
                        String.format(Locale.ROOT, "expected at most %d scans, found more", MOST_SCANS));
            }
            read(marker, segment);
            int end = file.position();
            int following = next(file);
            if (isNeeded(marker)) {
                keep(0xff, marker);
                bare.write(bytes, begin, (isScan ? file.position() - Short.BYTES : end) - begin);
            }
            marker = following;
        }
        keep(0xff, END_OF_IMAGE);
    }

    private void keep(int... values) {
        for (int value : values) {
            bare.write(value);
        }
    }

    /// Whether pixels are made of a segment, unlike of those of applications and comments.
    private static boolean isNeeded(int marker) {
        return marker < APPLICATION;
    }

    /// The next marker that has a segment or ends the picture; entropy-coded data and what stands between are passed over.
    private static int next(ByteBuffer file) throws EOFException {
        while (file.remaining() > 1) {
            if (file.get() != (byte) 0xff) {
                continue;
            }
            int marker = Byte.toUnsignedInt(file.get(file.position()));
            boolean isAlone = marker == 0 || marker == 0xff || marker == TEMPORARY
                    || (marker >= FIRST_RESTART && marker <= START_OF_IMAGE);
            if (!isAlone) {
                file.get();
                return marker;
            }
        }
        throw new EOFException();
    }

    private static ByteBuffer segment(ByteBuffer file) throws EOFException {
        int length = file.remaining() < Short.BYTES ? 0 : Short.toUnsignedInt(file.getShort(file.position()));
        if (length < Short.BYTES || length > file.remaining()) {
            throw new EOFException();
        }
        var segment = file.slice(file.position() + Short.BYTES, length - Short.BYTES);
        file.position(file.position() + length);
        return segment;
    }

    private void read(int marker, ByteBuffer segment) throws IOException {
        switch (marker) {
            case 0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf ->
                readFrame(marker, segment);
            case APPLICATION -> isJfif |= startsWith(segment, "JFIF\0");
            case APPLICATION + 1 -> readExif(segment);
            case APPLICATION + 2 -> readProfile(segment);
            case APPLICATION + ADOBE -> {
                if (startsWith(segment, "Adobe") && segment.limit() > 11) {
                    adobeTransform = OptionalInt.of(Byte.toUnsignedInt(segment.get(11)));
                }
            }
            default -> {
                // Tables, comments and what other programs left.
            }
        }
    }

    private void readFrame(int marker, ByteBuffer segment) throws IOException {
        if (components.length > 0) {
            throw new PictureException("expected one frame, found another");
        }
        int count = segment.limit() < 6 ? 0 : Byte.toUnsignedInt(segment.get(5));
        if (count == 0 || segment.limit() < 6 + 3 * count) {
            throw new EOFException();
        }
        process = marker;
        bits = Byte.toUnsignedInt(segment.get(0));
        height = Short.toUnsignedInt(segment.getShort(1));
        width = Short.toUnsignedInt(segment.getShort(3));
        components = new byte[count];
        for (int i = 0; i < count; i++) {
            components[i] = segment.get(6 + 3 * i);
        }
    }

    private void readExif(ByteBuffer segment) {
        if (!hasExif && startsWith(segment, "Exif\0")) {
            hasExif = true;
            var bytes = new byte[Math.max(segment.limit() - 6, 0)];
            segment.get(Math.min(6, segment.limit()), bytes);
            orientation = Exif.orientation(bytes);
        }
    }

    /// A profile may be cut into numbered parts.
    private void readProfile(ByteBuffer segment) {
        int data = 14;
        if (startsWith(segment, "ICC_PROFILE\0") && segment.limit() > data) {
            var bytes = new byte[segment.limit() - data];
            segment.get(data, bytes);
            profile.putIfAbsent(Byte.toUnsignedInt(segment.get(data - 2)), bytes);
        }
    }

    private static boolean startsWith(ByteBuffer segment, String start) {
        var bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        return segment.limit() >= bytes.length && segment.slice(0, bytes.length).equals(ByteBuffer.wrap(bytes));
    }

    private void requireSupported() throws IOException {
        if (components.length == 0) {
            throw new PictureException("expected a frame, found none");
        }
        if (process > 0xc2) {
            throw new PictureException(
                    String.format(Locale.ROOT,
                            "expected a baseline or progressive JPEG file, found one of another process (SOF%d); save it again as PNG",
                            process & 0xf));
        }
        if (bits != Byte.SIZE) {
            throw new PictureException(
                    String.format(Locale.ROOT, "expected a JPEG file of 8 bits, found %d; save it again as PNG or TIFF",
                            bits));
        }
        if (components.length == 2 || components.length > 4) {
            throw new PictureException(
                    String.format(Locale.ROOT, "expected 1, 3 or 4 channels, found %d", components.length));
        }
    }

    /// The same picture without the segments of applications. Of a decoder's warnings the JDK passes on the first alone: so it
    /// is none about them.
    byte[] bare() {
        return bare.toByteArray();
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    int channels() {
        return components.length;
    }

    Orientation orientation() {
        return orientation;
    }

    Optional<ICC_Profile> profile() {
        if (profile.isEmpty()) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        profile.values().forEach(bytes::writeBytes);
        return ColourProfile.of(bytes.toByteArray());
    }

    /// As libjpeg decides, which viewers use: by the markers of JFIF and Adobe, then by what the components are called.
    Colours colours() {
        return switch (components.length) {
            case 1 -> Colours.GREY;
            case 3 -> threeChannels();
            default -> adobeTransform.orElse(0) == 0 ? Colours.CMYK : Colours.YCCK;
        };
    }

    private Colours threeChannels() {
        boolean areNamedRgb = components[0] == 'R' && components[1] == 'G' && components[2] == 'B';
        boolean isRgb = !isJfif && (adobeTransform.isPresent() ? adobeTransform.getAsInt() == 0 : areNamedRgb);
        return isRgb ? Colours.RGB : Colours.YCC;
    }
}
