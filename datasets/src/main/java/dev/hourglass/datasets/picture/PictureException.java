package dev.hourglass.datasets.picture;

import java.io.IOException;

/// A file that is no picture or not one that is read; the message is made for people, as those of decoders are not.
final class PictureException extends IOException {
    private static final long serialVersionUID = 1L;

    PictureException(String message) {
        super(message);
    }
}
