package dev.hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EncodedTableFileTest {
    private static final int ROWS = 700;
    private static final List<ColumnValues> CELLS = cells();
    private static final TableSchema SCHEMA = schema();
    private static final float[] FEATURES = features();

    @TempDir
    private Path folder;

    /// Columns of each type, with missing cells and without, of few categories and of more than a byte holds.
    private static List<ColumnValues> cells() {
        var random = new SplittableRandom(6);
        var few = new @Nullable String[ROWS];
        var many = new @Nullable String[ROWS];
        var amount = new double[ROWS];
        var weight = new double[ROWS];
        var express = new double[ROWS];
        var returned = new double[ROWS];
        var moment = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            few[row] = random.nextInt(9) == 0 ? null : "abc".substring(random.nextInt(3)).substring(0, 1);
            many[row] = "town " + row % 300;
            amount[row] = row == 5 ? 1e9 : random.nextGaussian();
            weight[row] = random.nextInt(7) == 0 ? Double.NaN : random.nextDouble();
            express[row] = random.nextInt(2);
            returned[row] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(2);
            moment[row] = random.nextInt(8) == 0 ? Double.NaN : 1e9 + 1e8 * random.nextDouble();
        }
        return List.of(new ColumnValues.Texts(few), new ColumnValues.Numbers(amount), new ColumnValues.Texts(many),
                new ColumnValues.Numbers(weight), new ColumnValues.Numbers(express), new ColumnValues.Numbers(returned),
                new ColumnValues.Numbers(moment));
    }

    private static TableSchema schema() {
        var specs = List.of(new ColumnSpec("few", new CategoricalType(8)),
                new ColumnSpec("amount", new NumericType(Scale.STANDARD)),
                new ColumnSpec("many", new CategoricalType(400)),
                new ColumnSpec("weight", new NumericType(Scale.QUANTILE)), new ColumnSpec("express", new BooleanType()),
                new ColumnSpec("returned", new BooleanType()), new ColumnSpec("moment", new TimestampType()));
        return TableSchema.fit(specs, CELLS, ROWS);
    }

    private static float[] features() {
        var features = new float[ROWS * SCHEMA.features()];
        SCHEMA.encode(CELLS, ROWS, features);
        return features;
    }

    private static EncodedTable inMemory() {
        return EncodedTable.of("orders", SCHEMA, FEATURES, ROWS, List.of());
    }

    private EncodedTableFile written() {
        var file = EncodedTableFile.create(folder.resolve("rows"), SCHEMA);
        append(file);
        return file;
    }

    private static void append(EncodedTableFile file) {
        int part = 301 * SCHEMA.features();
        file.append(FEATURES, 301);
        file.append(Arrays.copyOfRange(FEATURES, part, FEATURES.length), ROWS - 301);
    }

    @Test
    void rowsAreReadAsTheBitsThatTheyAreInMemory() {
        try (var file = written()) {
            var table = file.table("orders");
            var found = new float[FEATURES.length];
            table.read(0, ROWS, found);

            assertThat(found).isEqualTo(FEATURES);
            var selection = new int[] {ROWS - 1, 5, 5, 300};
            assertThat(table.select(selection).samples().fingerprint())
                    .isEqualTo(inMemory().select(selection).samples().fingerprint());
        }
    }

    /// As layers with rows of several parts ask for them.
    @Test
    void anyPartOfARowIsRead() {
        var random = new SplittableRandom(3);
        int width = SCHEMA.features();
        try (var file = written()) {
            var mapped = file.table("orders").select(IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray());
            var memory = inMemory().select(IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray());
            for (int i = 0; i < 20_000; i++) {
                int from = random.nextInt(width);
                int count = 1 + random.nextInt(Math.min(40, width - from));
                int stride = 1 + random.nextInt(3);
                int row = random.nextInt(ROWS);
                var found = new float[130];
                var expected = new float[130];
                mapped.samples().read(row, from, count, found, 2, stride);
                memory.samples().read(row, from, count, expected, 2, stride);
                assertThat(found).as("row %d from %d", row, from).isEqualTo(expected);
            }
        }
    }

    @Test
    void theSameWeightsComeOfMappedRowsAndOfRowsInMemory() {
        try (var file = written()) {
            var some = IntStream.range(0, ROWS).filter(row -> row % 7 != 0).toArray();

            assertThat(weights(file.table("orders").select(some))).isEqualTo(weights(inMemory().select(some)));
        }
    }

    private static String weights(EncodedTable table) {
        var spec = new Autoencoder(
                SCHEMA.shape(), List.of(new Dense(16, Activation.TANH)),
                List.of(new Dense(SCHEMA.features(), Activation.IDENTITY)), SCHEMA.losses())
                .withCorruption(new ColumnNoise(0.5, 0.2));
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(2).withBatchSize(64);
        return new Trainer(spec, options).train(table.samples()).model().weightsSha256();
    }

    @Test
    void aRowTakesAByteForACategoryAndFourForANumber() throws IOException {
        try (var channel = channel(); var file = new EncodedTableFile(folder, SCHEMA, channel)) {
            append(file);
            int numbers = 2 + SCHEMA.columns().getLast().features() - 1;

            assertThat(channel.size()).isEqualTo((long) ROWS * (4 * numbers + 3 + 2));
        }
    }

    /// Nobody can change it, and a process that is killed leaves none.
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFileHasNoNameWhileItIsInUse() throws IOException {
        var path = Files.writeString(folder.resolve("rows"), "left by a process that was killed");
        try (var file = written()) {
            assertThat(path).doesNotExist();
            Files.writeString(path, "of somebody else");
            assertThat(file.table("orders").samples().fingerprint()).isEqualTo(inMemory().samples().fingerprint());
        }
        assertThat(path).hasContent("of somebody else");
    }

    @Test
    void theFileIsGoneAndItsRowsWithIt() {
        EncodedTable table;
        try (var file = written()) {
            table = file.table("orders");
        }

        assertThat(folder).isEmptyDirectory();
        assertThatIllegalStateException().isThrownBy(() -> table.samples().sample(0));
    }

    @Test
    void aFileThatSomebodyChangedIsRefused() throws IOException {
        try (var channel = channel(); var file = new EncodedTableFile(Path.of("rows.tmp"), SCHEMA, channel)) {
            append(file);
            channel.truncate(channel.size() - 1);

            assertThatExceptionOfType(DataException.class).isThrownBy(() -> file.table("orders"))
                    .withMessageMatching(
                            "rows.tmp: expected [0-9,]+ bytes of encoded rows, found [0-9,]+: another process wrote there; train again");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsOneSentence() throws IOException {
        try (var channel = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
                var file = new EncodedTableFile(Path.of("rows.tmp"), SCHEMA, channel)) {
            assertThatExceptionOfType(DataException.class).isThrownBy(() -> append(file))
                    .withMessage(
                            "rows.tmp: expected room for the encoded rows, 41 bytes each, found none after 0 rows: No space left on device; free some, or choose a folder on another disk");
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> EncodedTableFile.create(folder.resolve("none/rows"), SCHEMA))
                .withMessageContaining("none/rows: cannot be made: ");
    }

    @Test
    void rowsAtEqualDistancesStandForAll() {
        var few = inMemory().spread(70);

        assertThat(few.rows()).isEqualTo(70);
        for (int i = 0; i < 70; i++) {
            assertThat(few.samples().sample(i)).isEqualTo(inMemory().samples().sample(10 * i));
        }
        assertThat(inMemory().spread(ROWS).rows()).isEqualTo(ROWS);
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(folder.resolve("open"), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
