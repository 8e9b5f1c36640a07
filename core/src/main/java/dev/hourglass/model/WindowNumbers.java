package dev.hourglass.model;

import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Numbers of rows in the order of time, in the units of the file, and what a model of windows makes of them; NaN for what is no number.
record WindowNumbers(TrainedAutoencoder autoencoder, TableSchema schema) {
    /// Rows that are reconstructed at a time.
    private static final int BLOCK = 4096;

    /// `[column][row]`
    double[][] of(EncodedTable table, int from, int to) {
        var features = new float[Math.multiplyExact(to - from, schema.features())];
        table.read(from, to - from, features);
        var numbers = new double[schema.columns().size()][to - from];
        for (int column = 0; column < numbers.length; column++) {
            for (int row = 0; row < to - from; row++) {
                numbers[column][row] = number(column, features[row * schema.features() + schema.offsets()[column]]);
            }
        }
        return numbers;
    }

    private double number(int column, double feature) {
        return schema.columns().get(column).number(feature);
    }

    /// `[column][row]`: of each row the mean over the windows that hold it, before scales are undone; added up in the order of the windows.
    double[][] expected(EncodedTable table, RowWindows windows, int from, int to) {
        int length = windows.length();
        int[] read = IntStream.range(0, windows.count())
                .filter(i -> windows.starts()[i] + length > from && windows.starts()[i] < to).toArray();
        var sums = new double[schema.columns().size()][to - from];
        var met = new int[to - from];
        int size = Math.max(1, BLOCK / length);
        for (int first = 0; first < read.length; first += size) {
            var some = windows.select(Arrays.copyOfRange(read, first, Math.min(read.length, first + size)));
            add(table, some, from, sums, met);
        }
        for (int column = 0; column < sums.length; column++) {
            for (int row = 0; row < met.length; row++) {
                sums[column][row] = met[row] == 0 ? Double.NaN : number(column, sums[column][row] / met[row]);
            }
        }
        return sums;
    }

    private void add(EncodedTable table, RowWindows some, int from, double[][] sums, int[] met) {
        int width = schema.features();
        int count = some.count() * some.length();
        var rows = new float[Math.multiplyExact(count, width)];
        some.rows(table).read(0, count, rows);
        var reconstructions = TableModel.reconstruct(autoencoder, schema, rows, count);
        int[] offsets = schema.offsets();
        for (int i = 0; i < count; i++) {
            int row = some.starts()[i / some.length()] + i % some.length() - from;
            if (row >= 0 && row < met.length) {
                met[row]++;
                for (int column = 0; column < sums.length; column++) {
                    sums[column][row] += reconstructions[i * width + offsets[column]];
                }
            }
        }
    }
}
