package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Fidelity;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import dev.hourglass.spec.latent.GaussianLatent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An autoencoder of samples, or a classifier.
final class SampleModel implements ServedModel {
    static final String INPUT = "input";
    static final String LABEL = "label";
    static final String RECONSTRUCTION = "reconstruction";
    static final String CODE = "code";
    static final String MEAN = "mean";
    static final String LOG_VARIANCE = "log_variance";
    static final String ERROR = "error";
    static final String FEATURE_ERROR = "feature_error";
    static final String PROBABILITIES = "probabilities";

    private final TrainedAutoencoder autoencoder;
    private final ModelDescription description;
    private final int features;

    SampleModel(TrainedAutoencoder autoencoder) {
        this.autoencoder = autoencoder;
        this.features = autoencoder.spec().input().size();
        this.description = new ModelDescription(autoencoder, inputs(autoencoder), outputs(autoencoder));
    }

    private static List<TensorInfo> inputs(TrainedAutoencoder autoencoder) {
        var input = new TensorInfo(INPUT, Datatype.FP32, autoencoder.spec().input().dims());
        return isConditional(autoencoder)
                ? List.of(input, new TensorInfo(LABEL, Datatype.BYTES, List.of()))
                : List.of(input);
    }

    private static boolean isConditional(TrainedAutoencoder autoencoder) {
        return autoencoder.spec().latent().classes() > 0;
    }

    private static List<TensorInfo> outputs(TrainedAutoencoder autoencoder) {
        var spec = autoencoder.spec();
        var outputs = new ArrayList<TensorInfo>();
        var code = spec.codeShape().dims();
        if (spec.isClassifier()) {
            outputs.add(new TensorInfo(PROBABILITIES, Datatype.FP32, List.of(spec.outputs().classes())));
        } else {
            outputs.add(new TensorInfo(RECONSTRUCTION, Datatype.FP32, spec.input().dims()));
        }
        outputs.add(new TensorInfo(CODE, Datatype.FP32, code));
        if (spec.latent() instanceof GaussianLatent) {
            outputs.add(new TensorInfo(MEAN, Datatype.FP32, code));
            outputs.add(new TensorInfo(LOG_VARIANCE, Datatype.FP32, code));
        }
        if (!spec.isClassifier()) {
            outputs.add(new TensorInfo(ERROR, Datatype.FP64, List.of()));
            outputs.add(new TensorInfo(FEATURE_ERROR, Datatype.FP32, spec.input().dims()));
        }
        return List.copyOf(outputs);
    }

    @Override
    public ModelDescription description() {
        return description;
    }

    @Override
    public InputRows rows(List<Tensor> tensors) {
        var given = new InputTensors(tensors, inputs().stream().map(TensorInfo::name).toList());
        var samples = InputTensors.features(given.get(INPUT), inputs().getFirst().row());
        InputTensors.requireFinite(INPUT, samples, features);
        int count = samples.length / features;
        return new InputRows(count, samples, isConditional(autoencoder) ? labels(given.get(LABEL), count) : List.of(),
                List.of());
    }

    private List<String> labels(Tensor tensor, int count) {
        var labels = InputTensors.texts(tensor);
        if (labels.size() != count) {
            throw new DataException(
                    "input '%s': expected one for each of %d rows, found %d".formatted(LABEL, count, labels.size()));
        }
        labels.forEach(autoencoder::classNumber);
        return labels;
    }

    @Override
    public Inference infer(InputRows rows) {
        return new Passes(rows);
    }

    /// Passes through the network, each when its result is asked for.
    private final class Passes implements Inference {
        private final InputRows rows;
        private float @Nullable [] reconstructions;
        private float @Nullable [] codes;
        private double @Nullable [] errors;

        Passes(InputRows rows) {
            this.rows = rows;
        }

        @Override
        public Elements output(String output) {
            return switch (output) {
                case RECONSTRUCTION -> new Elements.Floats(reconstructions());
                case CODE, MEAN -> new Elements.Floats(codes());
                case LOG_VARIANCE -> Elements.ofRows(List.of(
                        VariationalModel.of(autoencoder).posterior(samples()).logVariances()));
                case ERROR -> new Elements.Doubles(squaredErrors());
                case FEATURE_ERROR -> new Elements.Floats(featureErrors());
                case PROBABILITIES -> Elements.ofRows(List.of(Classifier.of(autoencoder).probabilities(samples())));
                default -> throw new DataException(InputTensors.unknown(
                        "output", output, description.outputNames()));
            };
        }

        private float[] reconstructions() {
            if (reconstructions == null) {
                reconstructions = new float[rows.features().length];
                if (rows.labels().isEmpty()) {
                    autoencoder.reconstruct(rows.features(), reconstructions);
                } else {
                    reconstructions = Elements.ofRows(List.of(autoencoder.reconstruct(samples()))).values();
                }
            }
            return reconstructions;
        }

        private float[] codes() {
            if (codes == null) {
                codes = new float[Math.multiplyExact(rows.count(), autoencoder.spec().codeShape().size())];
                if (rows.labels().isEmpty()) {
                    autoencoder.encode(rows.features(), codes);
                } else {
                    codes = Elements.ofRows(List.of(autoencoder.encode(samples()))).values();
                }
            }
            return codes;
        }

        private Dataset samples() {
            var labels = rows.labels().stream().mapToInt(autoencoder::classNumber).toArray();
            return Dataset.ofFloats("request", autoencoder.spec().input(), rows.features(),
                    labels.length == 0 ? Optional.empty() : Optional.of(autoencoder.labels(labels)));
        }

        private double[] squaredErrors() {
            if (errors == null) {
                errors = Fidelity.squaredErrors(rows.features(), reconstructions(), features);
            }
            return errors;
        }

        private float[] featureErrors() {
            var outputs = reconstructions();
            var errors = new float[outputs.length];
            for (int i = 0; i < errors.length; i++) {
                float difference = rows.features()[i] - outputs[i];
                errors[i] = difference * difference;
            }
            return errors;
        }

        @Override
        public double[] errors() {
            return reconstructions == null ? new double[0] : squaredErrors();
        }
    }
}
