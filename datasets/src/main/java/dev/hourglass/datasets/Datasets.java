package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Idx;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.datasets.npy.Npz;
import dev.hourglass.datasets.picture.PictureFormat;
import dev.hourglass.internal.file.ForeignFormat;
import dev.hourglass.internal.text.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Data files and folders of every kind that is understood, recognised by what they hold.
public final class Datasets {
    private static final String UNDERSTOOD = "expected a picture, a folder of pictures, a folder with train and test folders of "
            + "pictures, a folder with the four MNIST files, an NPY or NPZ file, a CSV file of numbers or an IDX file of "
            + "pictures";
    private static final Set<ForeignFormat> READ = Set.of(ForeignFormat.NPY, ForeignFormat.NPZ, ForeignFormat.GZIP);
    private static final List<String> PACKED_TABLES = List.of(".csv.gz", ".tsv.gz", ".txt.gz", ".npy.gz", ".npz.gz");
    private static final int FIRST_BYTES = 12;

    private Datasets() {}

    /// Opens pictures as they are, and everything else.
    ///
    /// @throws DataException if there is nothing, or nothing that is understood
    public static DataSplit open(Path path) {
        return open(path, ImageFolder.Options.DEFAULT);
    }

    /// Opens one of
    ///
    /// - a folder with MNIST's `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
    ///   `t10k-labels-idx1-ubyte`, each with or without `.gz`; or named as Fashion-MNIST's, KMNIST's and EMNIST's are, such as
    ///   `emnist-letters-test-images-idx3-ubyte` or `train-images.idx3-ubyte`,
    /// - a folder with the subfolders `train` and `test`, or `val`, or both, each as [ImageFolder] reads it,
    /// - any other folder as [ImageFolder] reads it,
    /// - one picture,
    /// - a file that [Npy] or [Npz] reads,
    /// - a file that [Csv] reads, whose name ends with `.csv`, `.tsv` or `.txt`,
    /// - a file of pictures that [Idx] reads.
    ///
    /// Where there is no test part, about a tenth of the samples is held out ([DataSplit#heldOut]).
    ///
    /// @param options for folders of pictures
    /// @throws DataException if there is nothing, or nothing that is understood
    public static DataSplit open(Path path, ImageFolder.Options options) {
        var parts = parts(path, options);
        return parts.size() == 1 ? DataSplit.heldOut(parts.getFirst()) : new DataSplit(parts.get(0), parts.get(1));
    }

    /// The same data as they come, in their own order: all samples, or where the data say which is which those to train on,
    /// those to test with and, from a folder of pictures with a part for it, those to validate with.
    ///
    /// @param options for folders of pictures
    /// @throws DataException if there is nothing, or nothing that is understood
    public static List<Dataset> parts(Path path, ImageFolder.Options options) {
        if (!Files.exists(path)) {
            throw new DataException(path, "no such file or folder");
        }
        if (isPicture(path)) return List.of(ImageFolder.read(path, options));
        return Files.isDirectory(path) ? openFolder(path, options) : openFile(path);
    }

    /// The files of the samples of [#parts], in the order of all samples; empty where the data are no pictures.
    ///
    /// @throws DataException if there are no pictures in a folder, or it cannot be read
    public static Optional<List<Path>> pictures(Path path) {
        if (isPicture(path)) return Optional.of(List.of(path));
        return isPictureFolder(path) ? Optional.of(PictureFolder.of(path).files()) : Optional.empty();
    }

    /// What a user should be informed of: files and folders that were passed over, and folders that were recognised as parts.
    ///
    /// @throws DataException if there are no pictures in a folder, or it cannot be read
    public static List<String> remarks(Path path) {
        return isPictureFolder(path) ? PictureFolder.of(path).remarks() : List.of();
    }

    private static boolean isPictureFolder(Path path) {
        return Files.isDirectory(path) && IdxFolder.in(path).isEmpty();
    }

    /// By its extension, or else by its first bytes.
    private static boolean isPicture(Path path) {
        if (!Files.isRegularFile(path)) return false;
        if (PictureListing.isPicture(path)) return true;
        try (var in = Files.newInputStream(path)) {
            // Two letters are all that a BMP file begins with, and not enough to recognise it by.
            return PictureFormat.of(in.readNBytes(FIRST_BYTES)).filter(format -> format != PictureFormat.BMP)
                    .isPresent();
        } catch (IOException e) {
            throw new DataException(path, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Dataset> openFolder(Path folder, ImageFolder.Options options) {
        var idx = IdxFolder.in(folder);
        if (idx.isPresent()) {
            return idx.get().parts();
        }
        return ImageFolder.read(FileName.withoutExtension(folder), folder, PictureFolder.of(folder).parts(), options);
    }

    private static List<Dataset> openFile(Path file) {
        var start = start(file);
        var format = ForeignFormat.of(start);
        if (format.isPresent() && !READ.contains(format.get())) {
            throw new DataException(file, String.format(Locale.ROOT, "expected pictures or arrays, found %s; %s",
                    format.get().title(), remedy(format.get())));
        }
        if (format.equals(Optional.of(ForeignFormat.NPY)) || hasExtension(file, ".npy")) return List.of(Npy.read(file));
        if (format.equals(Optional.of(ForeignFormat.NPZ)) || hasExtension(file, ".npz")) return Npz.read(file);
        if (Csv.isNamed(file)) return List.of(Csv.read(file));
        boolean isPacked = format.equals(Optional.of(ForeignFormat.GZIP));
        if (isPacked && PACKED_TABLES.stream().anyMatch(extension -> hasExtension(file, extension))) {
            throw new DataException(file,
                    "expected an uncompressed file, found a gzip file; unpack it with gunzip");
        }
        if (isPacked || (start.length >= 2 && start[0] == 0 && start[1] == 0)) {
            return List.of(Idx.images(FileName.withoutExtension(file), file, Optional.empty()));
        }
        throw new DataException(file, UNDERSTOOD + ", found another kind of file");
    }

    private static String remedy(ForeignFormat format) {
        return switch (format) {
            case PYTORCH -> "load it in Python and save its samples with numpy.save('data.npy', tensor.numpy())";
            case HDF5, KERAS, PICKLE, MATLAB ->
                "load it in Python and save its samples with numpy.save('data.npy', array)";
            case EXCEL, PARQUET -> "save it as CSV";
            case ZIP -> "unpack it into a folder";
            case LFS -> "fetch the file itself with git lfs pull";
            case HTML -> "download the file itself";
            case INDEX -> "save its numbers as CSV";
            case ONNX, NPY, NPZ, GZIP -> "name the file of the samples";
        };
    }

    private static boolean hasExtension(Path file, String extension) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(extension);
    }

    private static byte[] start(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(ForeignFormat.START);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }
}
