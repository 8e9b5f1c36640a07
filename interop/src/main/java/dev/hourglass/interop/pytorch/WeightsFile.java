package dev.hourglass.interop.pytorch;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.file.ForeignFormat;
import dev.hourglass.internal.npy.NpyReader;
import dev.hourglass.internal.npy.NpzArchive;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files of weights that were trained in PyTorch: safetensors, and NPZ with an array for each tensor. Which one it is follows
/// from the first bytes.
public final class WeightsFile {
    private WeightsFile() {}

    /// A model of a spec, with the weights of a file. An NPZ file has its arrays in PyTorch's shapes, as
    /// `numpy.savez('weights.npz', **{name: tensor.numpy() for name, tensor in net.state_dict().items()})` writes them; what
    /// [PyTorchWeights#read] says of safetensors is true of it as well.
    ///
    /// @param names what the spec's tensors are called in the file
    /// @throws SpecException as [PyTorchWeights#read] does
    /// @throws ModelFileException as [PyTorchWeights#read] does
    /// @throws DataException if an NPZ file is damaged or holds something else than numbers
    public static TrainedAutoencoder read(Autoencoder spec, Path file, TensorNames names) {
        return format(file).equals(Optional.of(ForeignFormat.NPZ))
                ? readNpz(spec, file, names)
                : PyTorchWeights.read(spec, file, names);
    }

    /// Empty where the file cannot be read either.
    private static Optional<ForeignFormat> format(Path file) {
        try (var in = Files.newInputStream(file)) {
            return ForeignFormat.of(in.readNBytes(ForeignFormat.START));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static TrainedAutoencoder readNpz(Autoencoder spec, Path file, TensorNames names) {
        List<Weights> tensors;
        try (var archive = NpzArchive.open(file)) {
            tensors = archive.names().stream().map(name -> tensor(archive, name)).toList();
        }
        return PyTorchWeights.of(spec, file, tensors, names).withMetadata(provenance(file));
    }

    private static Weights tensor(NpzArchive archive, String name) {
        var array = archive.read(name, NpyReader::array);
        return new Weights(name, array.extents(), array.values());
    }

    private static Map<String, String> provenance(Path file) {
        return Map.of("imported", String.valueOf(file.getFileName()), "imported.sha256", sha256(file));
    }

    private static String sha256(Path file) {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
