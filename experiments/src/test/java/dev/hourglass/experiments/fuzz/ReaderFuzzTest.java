package dev.hourglass.experiments.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Idx;
import dev.hourglass.datasets.Csv;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.datasets.npy.Npz;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.experiments.yaml.TensorNamesFile;
import dev.hourglass.interop.pytorch.PyTorchWeights;
import dev.hourglass.interop.pytorch.TensorNames;
import dev.hourglass.interop.pytorch.WeightsFile;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Checkpoint;
import dev.hourglass.train.Trainer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every reader of files meets bytes that nobody meant to write: what it throws has to be its own exception.
///
/// A few thousand of them by default; `bench/fuzz` tries for minutes, and then also refuses an input that takes more than a
/// second of the processor.
class ReaderFuzzTest {
    private static final int EXECUTIONS = Integer.getInteger("hourglass.fuzz.executions", 1500);
    private static final int SECONDS = Integer.getInteger("hourglass.fuzz.seconds", 0);
    private static final long SEED = Long.getLong("hourglass.fuzz.seed", 1);
    private static final double LONGEST_SECONDS = 1;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final double NANO = 1e-9;
    private static final Path PICTURES = Path.of("..", "datasets", "src", "test", "resources", "dev", "hourglass",
            "datasets", "picture");
    private static final Shape PICTURE = Shape.of(4, 4, 1);

    @TempDir
    private Path folder;

    /// What is done with bytes.
    private interface Reading {
        void of(byte[] bytes) throws IOException;
    }

    @Test
    void modelFiles() throws IOException {
        var file = folder.resolve("model.hourglass");
        var seeds = new ArrayList<byte[]>();
        for (var model : List.of(dense(), variational())) {
            model.save(file);
            seeds.add(Files.readAllBytes(file));
            seeds.add(unprotected(Files.readAllBytes(file)));
        }
        fuzz("model files", seeds, bytes -> {
            Files.write(file, bytes);
            TrainedAutoencoder.load(file);
        });
    }

    /// A file of version 1, whose header may be changed without breaking a checksum.
    private static byte[] unprotected(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\"hourglass 2\",\"header_crc32c\":", "\"hourglass 1\",\"former_crc32c\":")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void weightsOfOtherPrograms() throws IOException {
        var file = folder.resolve("weights.safetensors");
        // As many outputs as inputs: a model file has the shapes of PyTorch's.
        var spec = new Autoencoder(
                Shape.of(2),
                List.of(new Dense(2, Activation.TANH)),
                List.of(new Dense(2, Activation.IDENTITY)),
                new BinaryCrossEntropy());
        trained(spec).save(file);
        var bare = new String(unprotected(Files.readAllBytes(file)), StandardCharsets.ISO_8859_1)
                .replace("\"hourglass 1\"", "\"pytorch 1.0\"")
                .replace("\"crc32c.", "\"former.");
        var floats = bare.getBytes(StandardCharsets.ISO_8859_1);
        PyTorchWeights.read(spec, Files.write(file, floats), TensorNames.same());
        var others = bare.replaceFirst("F32", "F64").getBytes(StandardCharsets.ISO_8859_1);
        fuzz("weights", List.of(floats, others), bytes -> {
            Files.write(file, bytes);
            PyTorchWeights.read(spec, file, TensorNames.same());
        });
    }

    @Test
    void namesOfTensors() throws IOException {
        var seeds = List.of(
                "encoder.0.weight: a\nencoder.0.bias: [b]\n".getBytes(StandardCharsets.UTF_8),
                "latent.weight: [fc_mu.weight, fc_logvar.weight]".getBytes(StandardCharsets.UTF_8));
        fuzz("names", seeds, bytes -> TensorNamesFile.parse(
                "fuzz", new String(bytes, StandardCharsets.ISO_8859_1), denseSpec()));
    }

    @Test
    void checkpoints() throws IOException {
        var options = TrainingOptions.of(new Adam(0.01)).withEpochs(2).withBatchSize(4).withSeed(1)
                .withCheckpoint(new Checkpointing(1));
        new Trainer(denseSpec(), options).withThreads(1).withCheckpoints(folder).train(data(Shape.of(6)));
        var file = folder.resolve("epoch-000001.checkpoint");
        fuzz("checkpoints", List.of(Files.readAllBytes(file)), bytes -> {
            Files.write(file, bytes);
            Checkpoint.load(file);
        });
    }

    @Test
    void idxFiles() throws IOException {
        var plain = ByteBuffer.allocate(16 + 3 * 4 * 5).putInt(0x803).putInt(3).putInt(4).putInt(5).array();
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        var labels = ByteBuffer.allocate(11).putInt(0x801).putInt(3).put(new byte[] {1, 2, 3}).array();
        fuzz("IDX files", List.of(plain, packed.toByteArray(), labels), bytes -> {
            read(() -> Idx.images("fuzz", "fuzz", new ByteArrayInputStream(bytes), Optional.empty()));
            Idx.labels("fuzz", new ByteArrayInputStream(bytes));
        });
    }

    @Test
    void npyFiles() throws IOException {
        var file = folder.resolve("array.npy");
        Npy.write(file, Shape.of(3), new float[][] {{1, 2, 3}, {4, 5, 6}});
        var floats = Files.readAllBytes(file);
        Npy.write(file, Shape.of(2, 2, 1), new float[][] {{1, 2, 3, 4}});
        var text = new String(floats, StandardCharsets.ISO_8859_1);
        var bytes = text.replace("<f4", "|u1").replace("(2, 3)", "(6, 4)").getBytes(StandardCharsets.ISO_8859_1);
        var objects = text.replace("<f4", "|O8").getBytes(StandardCharsets.ISO_8859_1);
        fuzz("NPY files", List.of(floats, Files.readAllBytes(file), bytes, objects), changed -> {
            Files.write(file, changed);
            Npy.read(file);
        });
    }

    @Test
    void npzFiles() throws IOException {
        var file = folder.resolve("array.npy");
        Npy.write(file, Shape.of(3), new float[][] {{1, 2, 3}, {4, 5, 6}});
        var floats = Files.readAllBytes(file);
        var text = new String(floats, StandardCharsets.ISO_8859_1);
        var fortran = text.replace("False", "True ").getBytes(StandardCharsets.ISO_8859_1);
        var shorts = text.replace("<f4", "<u2").replace("(2, 3)", "(4, 3)").getBytes(StandardCharsets.ISO_8859_1);
        var archive = folder.resolve("arrays.npz");
        var seeds = List.of(
                zip(true, floats, fortran), zip(false, floats, fortran), zip(true, shorts),
                zip(true, new byte[1 << 16]));
        fuzz("NPZ files", seeds, changed -> {
            Files.write(archive, changed);
            read(() -> WeightsFile.read(denseSpec(), archive, TensorNames.same()));
            Npz.read(archive);
        });
    }

    /// The first array under the name `x_train`, the second as `x_test`.
    private static byte[] zip(boolean isPacked, byte[]... arrays) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < arrays.length; i++) {
                var entry = new ZipEntry(i == 0 ? "x_train.npy" : "x_test.npy");
                if (!isPacked) {
                    var sum = new CRC32();
                    sum.update(arrays[i]);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(arrays[i].length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(arrays[i]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void tablesOfNumbers() throws IOException {
        var file = folder.resolve("table.csv");
        var seeds = Stream.of(
                "a,b,c\n1,2.5,-3e4\n4,5,6\n", "1;2\n3;4\n", "\uFEFF\"1\"\t\"2\"\r\n3\t4\r\n", "größe\n1\n2\n",
                "1,2\n3," + "4".repeat(1200))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        fuzz("tables", seeds, changed -> {
            Files.write(file, changed);
            Csv.read(file);
        });
    }

    @Test
    void yamlSpecs() throws IOException {
        var seeds = new ArrayList<byte[]>();
        try (var examples = Files.newDirectoryStream(Path.of("..", "examples"), "*.yaml")) {
            for (var example : examples) {
                seeds.add(Files.readAllBytes(example));
            }
        }
        seeds.add("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]".getBytes(StandardCharsets.UTF_8));
        seeds.add("model: !!java.net.URL [\"x\"]\ntrain: {<<: {epochs: 1}}".getBytes(StandardCharsets.UTF_8));
        fuzz("YAML specs", seeds,
                bytes -> SpecFile.parse("fuzz", new String(bytes, StandardCharsets.ISO_8859_1), List.of()));
    }

    @Test
    void pictures() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (var format : List.of("png", "gif", "bmp", "jpg", "tif")) {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), format, out);
            seeds.add(out.toByteArray());
        }
        var deep = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 4, BufferedImage.TYPE_USHORT_GRAY), "png", deep);
        seeds.add(deep.toByteArray());
        for (var name : List.of("alpha.webp", "lossy.webp", "cmyk.jpg", "progressive.jpg")) {
            seeds.add(Files.readAllBytes(PICTURES.resolve(name)));
        }
        var file = folder.resolve("picture.png");
        fuzz("pictures", seeds, bytes -> {
            Files.write(file, repaired(bytes));
            ImageFolder.read(folder);
        });
    }

    /// A PNG file with checksums that match, so that damage gets beyond them; any other file as it is.
    private static byte[] repaired(byte[] bytes) {
        if (bytes.length < 8 || bytes[1] != 'P' || bytes[2] != 'N' || bytes[3] != 'G') {
            return bytes;
        }
        var file = ByteBuffer.wrap(bytes.clone());
        int at = 8;
        while (at + 12 <= bytes.length) {
            int length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                break;
            }
            var checksum = new CRC32();
            checksum.update(bytes, at + 4, length + 4);
            file.putInt(at + 8 + length, (int) checksum.getValue());
            at += length + 12;
        }
        return file.array();
    }

    private static void fuzz(String what, List<byte[]> seeds, Reading reading) throws IOException {
        var mutator = new Mutator(SEED, seeds);
        long begin = System.nanoTime();
        long executions = 0;
        long refused = 0;
        double slowest = 0;
        byte[] slowestInput = {};
        while (SECONDS > 0 ? seconds(begin) < SECONDS : executions < EXECUTIONS) {
            var bytes = mutator.next();
            // The thread's own time: a machine that does something else may stop for a second.
            long start = CLOCK.getCurrentThreadCpuTime();
            refused += isRefused(what, executions, reading, bytes) ? 1 : 0;
            double taken = (CLOCK.getCurrentThreadCpuTime() - start) * NANO;
            if (taken > slowest) {
                slowest = taken;
                slowestInput = bytes;
            }
            executions++;
        }
        assertThat(refused).isPositive();
        if (SECONDS > 0) {
            System.out.printf("%-12s %,12d executions, %,12d refused, the slowest took %.3f s%n", what, executions,
                    refused, slowest);
            assertThat(slowest).as("%s: %s", what, HexFormat.of().formatHex(slowestInput)).isLessThan(LONGEST_SECONDS);
        }
    }

    /// @throws AssertionError where the reader throws something else than it may
    private static boolean isRefused(String what, long execution, Reading reading, byte[] bytes) throws IOException {
        try {
            reading.of(bytes);
            return false;
        } catch (ModelFileException | DataException | SpecException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("%s, execution %d: %s".formatted(
                    what, execution, HexFormat.of().formatHex(bytes)), e);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * NANO;
    }

    private static void read(Runnable reading) {
        try {
            reading.run();
        } catch (DataException | ModelFileException _) {
            // The next reader gets the same bytes.
        }
    }

    private static Autoencoder denseSpec() {
        return new Autoencoder(
                Shape.of(6),
                List.of(new Dense(2, Activation.TANH)),
                List.of(new Dense(6, Activation.SIGMOID)),
                new BinaryCrossEntropy());
    }

    private static TrainedAutoencoder dense() {
        return trained(denseSpec());
    }

    private static TrainedAutoencoder variational() {
        return trained(
                new Autoencoder(PICTURE, List.of(new Conv2d(2, 3, Activation.RELU), new MaxPool2d(2), new Flatten()),
                        new GaussianLatent(2, 1), List.of(
                                new Dense(4, Activation.RELU),
                                new Reshape(Shape.of(2, 2, 1)),
                                Upsample2d.by(2, Interpolation.NEAREST),
                                new Conv2d(1, 3, Activation.IDENTITY)),
                        new BinaryCrossEntropy()));
    }

    private static TrainedAutoencoder trained(Autoencoder spec) {
        var options = TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(4).withSeed(1);
        return new Trainer(spec, options).withThreads(1).train(data(spec.input())).model();
    }

    private static Dataset data(Shape shape) {
        var values = new float[8 * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 5 / 4f;
        }
        return Dataset.ofFloats("fuzz", shape, values, Optional.empty());
    }
}
