package dev.hourglass.internal.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Formats of other programs in which people keep weights and data, recognised by the first bytes of a file.
public enum ForeignFormat {
    PYTORCH("a PyTorch file"), KERAS("a Keras file"), NPZ("an NPZ file"), NPY("an NPY file"), EXCEL("an Excel file"),
    ZIP("a ZIP file"), HDF5("an HDF5 file, such as Keras's .h5"), PICKLE("a Python pickle"), ONNX("an ONNX graph"),
    PARQUET("a Parquet file"), MATLAB("a MATLAB file"), GZIP("a gzip file"),
    INDEX("a JSON text, such as an index of several files"),
    LFS("a pointer of Git LFS"), HTML("a page in HTML");

    /// How many bytes are looked at.
    public static final int START = 512;

    private static final int ZIP_NAME_LENGTH_AT = 26;
    private static final int ZIP_NAME_AT = 30;

    private final String title;

    ForeignFormat(String title) {
        this.title = title;
    }

    /// What messages call such a file.
    public String title() {
        return title;
    }

    /// What to do with such a file where a model is expected.
    String modelRemedy() {
        return switch (this) {
            case PYTORCH, KERAS, HDF5, NPZ, PICKLE -> "import its weights";
            case GZIP, ZIP -> "unpack it";
            case LFS -> "fetch the file itself with git lfs pull";
            case HTML -> "download the file itself";
            case NPY, EXCEL, ONNX, PARQUET, MATLAB, INDEX -> "name a file that Hourglass has written";
        };
    }

    /// What to do with such a file where weights are expected.
    String weightsRemedy() {
        return switch (this) {
            case PYTORCH, PICKLE ->
                "load it in Python and save its tensors with safetensors.torch.save_file(state_dict, 'weights.safetensors')";
            case KERAS, HDF5 ->
                "save its arrays in PyTorch's layouts with numpy.savez('weights.npz', **arrays): a dense kernel as w.T, one of a convolution as np.transpose(w, (3, 2, 0, 1))";
            case NPY -> "save all arrays by name with numpy.savez('weights.npz', **arrays)";
            case ONNX -> "save the tensors of the original network with safetensors.torch.save_file";
            case INDEX -> "merge the files that it lists into one";
            case NPZ -> "read it with WeightsFile of hourglass-interop";
            case GZIP, ZIP -> "unpack it";
            case LFS -> "fetch the file itself with git lfs pull";
            case HTML -> "download the file itself";
            case EXCEL, PARQUET, MATLAB -> "name the file of the weights";
        };
    }

    /// @param start the first bytes of a file, [#START] or all of them
    public static Optional<ForeignFormat> of(byte[] start) {
        if (begins(start, "1F8B08")) return Optional.of(GZIP);
        // A file of tensors begins with a length of eight bytes, of which a real one fills three.
        boolean isLength = start.length >= Long.BYTES;
        for (int i = 3; i < Long.BYTES && isLength; i++) isLength = start[i] == 0;
        return isLength ? Optional.empty() : ofOther(start);
    }

    private static Optional<ForeignFormat> ofOther(byte[] start) {
        if (begins(start, "504B0304") || begins(start, "504B0506")) return Optional.of(ofZip(start));
        if (begins(start, "894844460D0A1A0A")) return Optional.of(HDF5);
        if (begins(start, "934E554D5059")) return Optional.of(NPY);
        if (begins(start, "80028A0A6CFC9C46F9206AA85019")) return Optional.of(PYTORCH);
        if (isPickle(start)) return Optional.of(PICKLE);
        if (begins(start, "50415231")) return Optional.of(PARQUET);
        return ofText(start).or(() -> isOnnx(start) ? Optional.of(ONNX) : Optional.empty());
    }

    /// By the name of its first entry.
    private static ForeignFormat ofZip(byte[] start) {
        if (start.length < ZIP_NAME_AT) {
            return ZIP;
        }
        int length = (start[ZIP_NAME_LENGTH_AT] & 0xff) | (start[ZIP_NAME_LENGTH_AT + 1] & 0xff) << Byte.SIZE;
        var name = new String(
                start, ZIP_NAME_AT, Math.min(length, start.length - ZIP_NAME_AT), StandardCharsets.ISO_8859_1);
        if (name.endsWith("/data.pkl") || name.endsWith("/version") || name.endsWith("/byteorder")) return PYTORCH;
        if (name.endsWith(".npy")) return NPZ;
        if (name.equals("metadata.json") || name.equals("config.json") || name.endsWith(".h5")) return KERAS;
        return name.equals("[Content_Types].xml") || name.startsWith("xl/") ? EXCEL : ZIP;
    }

    private static Optional<ForeignFormat> ofText(byte[] start) {
        var text = new String(start, StandardCharsets.ISO_8859_1).stripLeading();
        if (text.startsWith("version https://git-lfs")) return Optional.of(LFS);
        if (text.startsWith("MATLAB 5.0 MAT-file")) return Optional.of(MATLAB);
        if (text.startsWith("{")) return Optional.of(INDEX);
        boolean isPage = text.regionMatches(true, 0, "<!doctype html", 0, 14)
                || text.regionMatches(true, 0, "<html", 0, 5);
        return isPage ? Optional.of(HTML) : Optional.empty();
    }

    /// Protocols 2 to 5, which say their number first.
    private static boolean isPickle(byte[] start) {
        return start.length > 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
    }

    /// A graph's first fields, the version of its format and the program that wrote it (onnx.proto, ModelProto).
    private static boolean isOnnx(byte[] start) {
        return start.length > 3 && start[0] == 0x08 && start[1] > 0 && start[1] < 0x20 && start[2] == 0x12
                && start[3] > 0;
    }

    private static boolean begins(byte[] start, String hexadecimal) {
        var magic = HexFormat.of().parseHex(hexadecimal);
        return start.length >= magic.length && Arrays.equals(magic, 0, magic.length, start, 0, magic.length);
    }
}
