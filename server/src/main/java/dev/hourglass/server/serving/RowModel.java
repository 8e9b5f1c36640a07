package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.metric.Fidelity;
import dev.hourglass.model.RowScores;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import dev.hourglass.table.Column;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The model of a table's rows: one tensor for each column, or all in the form in which the network reads them.
final class RowModel implements ServedModel {
    static final String ENCODED = "input";
    static final String SCORE = "score";
    static final String P_VALUE = "p_value";
    static final String ANOMALY = "anomaly";
    static final String REASONS = "reasons";
    static final String SURPRISE = "surprise";
    private static final int MOST_REASONS = 3;

    private final TableModel model;
    private final TrainedAutoencoder autoencoder;
    private final List<Column> columns;
    private final ModelDescription description;
    private final List<String> names;
    private final int features;

    RowModel(TableModel model) {
        this.model = model;
        this.autoencoder = model.autoencoder();
        this.columns = model.schema().columns();
        this.features = model.schema().features();
        this.description = new ModelDescription(autoencoder, columns.stream().map(ColumnCells::info).toList(),
                outputs(autoencoder, columns.size(), features));
        this.names = names(columns);
    }

    private static List<TensorInfo> outputs(TrainedAutoencoder autoencoder, int columns, int features) {
        var code = autoencoder.spec().codeShape().dims();
        return List.of(
                new TensorInfo(SCORE, Datatype.FP64, List.of()),
                new TensorInfo(P_VALUE, Datatype.FP64, List.of()),
                new TensorInfo(ANOMALY, Datatype.BOOL, List.of()),
                new TensorInfo(REASONS, Datatype.BYTES, List.of()),
                new TensorInfo(SURPRISE, Datatype.FP64, List.of(columns)),
                new TensorInfo(SampleModel.CODE, Datatype.FP32, code),
                new TensorInfo(SampleModel.RECONSTRUCTION, Datatype.FP32, List.of(features)),
                new TensorInfo(SampleModel.ERROR, Datatype.FP64, List.of()),
                new TensorInfo(SampleModel.FEATURE_ERROR, Datatype.FP32, List.of(features)));
    }

    /// Of inputs: the columns', and that of rows as they are encoded, unless a column has its name.
    private static List<String> names(List<Column> columns) {
        var names = new ArrayList<>(columns.stream().map(Column::name).toList());
        if (!names.contains(ENCODED)) {
            names.add(ENCODED);
        }
        return List.copyOf(names);
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public InputRows rows(List<Tensor> tensors) {
        var given = new InputTensors(tensors, names);
        if (names.size() > columns.size() && given.has(ENCODED)) {
            return encoded(tensors, given.get(ENCODED));
        }
        var cells = columns.stream().map(column -> ColumnCells.of(column, given.get(column.name()))).toList();
        int rows = cells.getFirst().rows();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).rows() != rows) {
                throw new DataException("input '%s': expected %d rows, as '%s' has, found %d".formatted(
                        columns.get(i).name(), rows, columns.getFirst().name(), cells.get(i).rows()));
            }
        }
        var encoded = new float[Math.multiplyExact(rows, features)];
        model.schema().encode(cells, rows, encoded);
        return new InputRows(rows, encoded, List.of(), cells);
    }

    private InputRows encoded(List<Tensor> tensors, Tensor input) {
        if (tensors.size() > 1) {
            throw new DataException("inputs: expected '%s' alone, or the columns, found both".formatted(ENCODED));
        }
        var encoded = InputTensors.features(input, List.of(features));
        for (float feature : encoded) {
            if (Float.isInfinite(feature)) {
                throw new DataException("input '%s': expected finite numbers, or NaN where missing, found %s"
                        .formatted(ENCODED, feature));
            }
        }
        return InputRows.of(encoded.length / features, encoded);
    }

    @Override
    public Inference infer(InputRows rows) {
        return new Passes(rows);
    }

    /// Passes through the network, each when its result is asked for.
    private final class Passes implements Inference {
        private final InputRows rows;
        private @Nullable RowScores scores;
        private float @Nullable [] inputs;
        private float @Nullable [] reconstructions;

        Passes(InputRows rows) {
            this.rows = rows;
        }

        @Override
        public Elements output(String output) {
            return switch (output) {
                case SCORE -> new Elements.Doubles(scores().scores());
                case P_VALUE -> new Elements.Doubles(scores().pValues());
                case ANOMALY -> new Elements.Doubles(anomalies());
                case REASONS -> new Elements.Texts(reasons());
                case SURPRISE -> new Elements.Doubles(
                        Arrays.stream(scores().surprises()).flatMapToDouble(Arrays::stream).toArray());
                case SampleModel.CODE -> new Elements.Floats(codes());
                case SampleModel.RECONSTRUCTION -> new Elements.Floats(reconstructions());
                case SampleModel.ERROR -> new Elements.Doubles(
                        Fidelity.squaredErrors(inputs(), reconstructions(), features));
                case SampleModel.FEATURE_ERROR -> new Elements.Floats(featureErrors());
                default -> throw new DataException(InputTensors.unknown(
                        "output", output, description.outputNames()));
            };
        }

        private RowScores scores() {
            if (scores == null) {
                scores = model
                        .score(EncodedTable.of("request", model.schema(), rows.features(), rows.count(), List.of()));
            }
            return scores;
        }

        private double[] anomalies() {
            var anomalies = new double[rows.count()];
            for (int row = 0; row < anomalies.length; row++) anomalies[row] = scores().anomalies()[row] ? 1 : 0;
            return anomalies;
        }

        /// Of each anomaly; empty for other rows.
        private @Nullable String[] reasons() {
            var texts = new @Nullable String[rows.count()];
            Arrays.fill(texts, "");
            var anomalies = IntStream.range(0, texts.length).filter(row -> scores().anomalies()[row]).toArray();
            if (rows.cells().isEmpty() && anomalies.length > 0) {
                throw new DataException(
                        "output 'reasons': expected the columns' own cells, found rows that are encoded; ask without it, or send the columns");
            }
            var reasons = model.reasons(rows.cells(), anomalies, MOST_REASONS);
            for (int i = 0; i < anomalies.length; i++) {
                texts[anomalies[i]] = reasons.get(i).stream().map(Reason::text).collect(Collectors.joining("; "));
            }
            return texts;
        }

        private float[] codes() {
            var codes = new float[Math.multiplyExact(rows.count(), autoencoder.spec().codeShape().size())];
            autoencoder.encode(inputs(), codes);
            return codes;
        }

        private float[] inputs() {
            if (inputs == null) {
                inputs = rows.features().clone();
                model.schema().toInputs(inputs, rows.count());
            }
            return inputs;
        }

        private float[] reconstructions() {
            if (reconstructions == null) {
                reconstructions = new float[rows.features().length];
                autoencoder.reconstruct(inputs(), reconstructions);
            }
            return reconstructions;
        }

        /// NaN where a cell is missing.
        private float[] featureErrors() {
            var errors = new float[reconstructions().length];
            for (int i = 0; i < errors.length; i++) {
                float difference = inputs()[i] - reconstructions()[i];
                errors[i] = difference * difference;
            }
            return errors;
        }

        @Override
        public double[] errors() {
            return scores == null ? new double[0] : scores.scores();
        }
    }
}
