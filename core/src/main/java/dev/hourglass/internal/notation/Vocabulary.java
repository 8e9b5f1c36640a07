package dev.hourglass.internal.notation;

import dev.hourglass.anomaly.AlertsPerDay;
import dev.hourglass.anomaly.FalseAlarms;
import dev.hourglass.anomaly.FixedScore;
import dev.hourglass.anomaly.PeaksOverThreshold;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.GradientClipping;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TensorGroup;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.Trimming;
import dev.hourglass.spec.WeightAverage;
import dev.hourglass.spec.augmentation.RandomBinarisation;
import dev.hourglass.spec.augmentation.RandomBrightness;
import dev.hourglass.spec.augmentation.RandomContrast;
import dev.hourglass.spec.augmentation.RandomCrop;
import dev.hourglass.spec.augmentation.RandomFlip;
import dev.hourglass.spec.augmentation.RandomRotation;
import dev.hourglass.spec.augmentation.RandomShift;
import dev.hourglass.spec.augmentation.RandomZoom;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.init.GlorotNormal;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.HeNormal;
import dev.hourglass.spec.init.HeUniform;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.init.Ones;
import dev.hourglass.spec.init.TruncatedNormal;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.AvgPool1d;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose1d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.DepthwiseConv1d;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool1d;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Upsample1d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.NAdam;
import dev.hourglass.spec.optimizer.RmsProp;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import dev.hourglass.spec.protocol.BinarisedPart;
import dev.hourglass.spec.protocol.CrossEntropy;
import dev.hourglass.spec.protocol.FineTunedError;
import dev.hourglass.spec.protocol.MarginError;
import dev.hourglass.spec.protocol.NegativeLogLikelihood;
import dev.hourglass.spec.protocol.NeighbourError;
import dev.hourglass.spec.protocol.PcaReference;
import dev.hourglass.spec.protocol.ProbeError;
import dev.hourglass.spec.protocol.Protocol;
import dev.hourglass.spec.protocol.PublishedValue;
import dev.hourglass.spec.protocol.QuickRun;
import dev.hourglass.spec.protocol.SquaredError;
import dev.hourglass.spec.protocol.Verification;
import dev.hourglass.spec.schedule.ConstantSchedule;
import dev.hourglass.spec.schedule.Cosine;
import dev.hourglass.spec.schedule.MultiStep;
import dev.hourglass.spec.schedule.OneCycle;
import dev.hourglass.spec.schedule.Plateau;
import dev.hourglass.spec.schedule.StepDecay;
import dev.hourglass.spec.schedule.Warmup;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.CountType;
import dev.hourglass.table.ModelParts;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.RowTrimming;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TableOptions;
import dev.hourglass.table.TimestampType;
import dev.hourglass.table.TrainingParts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every record that a spec may name: its name, what it is, an example, and the components that must be written.
///
/// The example gives the defaults of the components that need not be written. To add a layer, add its line here.
final class Vocabulary {
    private static final Autoencoder MODEL = new Autoencoder(
            Shape.of(784),
            List.of(new Dense(32, Activation.RELU)),
            List.of(new Dense(784, Activation.IDENTITY)),
            new BinaryCrossEntropy());
    private static final TrainingOptions TRAIN = TrainingOptions.of(new Adam(0.001)).withEpochs(10).withBatchSize(128)
            .withSeed(1);

    private static final Verification VERIFY = new Verification(
            "an autoencoder", new SquaredError(SquaredError.Unit.SAMPLE), new PublishedValue(0.1, "a paper"),
            new QuickRun(1000, 1, 0.1), BinarisedPart.NONE, 1);

    private static final List<TypeDef> WORDS = List.of(
            TypeDef.of("experiment", "a model, its data and its training",
                    new Experiment(Optional.empty(), MODEL, TRAIN), "model", "train"),
            TypeDef.of("model", "what the autoencoder is", MODEL, "input", "encoder", "decoder", "loss"),
            TypeDef.of("train", "how it is trained", TRAIN, "optimizer", "epochs", "batch")
                    .withKey("batchSize", "batch"),

            TypeDef.of("protocol", "an experiment whose result is compared with a published one",
                    new Protocol("mnist", MODEL, TRAIN, VERIFY), "data", "model", "train", "verify"),
            TypeDef.of("verify", "what is measured, and what it is compared with", VERIFY, "title", "measure",
                    "reference", "quick"),
            TypeDef.of("quick", "a shortened form whose value is known", VERIFY.quick(), "samples", "epochs",
                    "expected"),
            TypeDef.of("published", "a value that others have reported", new PublishedValue(0.1, "a paper"), "value",
                    "source").withKey("standardDeviation", "sd"),
            TypeDef.of("pca", "principal components with a code of the same size", new PcaReference()),
            TypeDef.of("squared_error", "the squared difference to the reconstruction",
                    new SquaredError(SquaredError.Unit.SAMPLE)),
            TypeDef.of("cross_entropy", "the binary cross-entropy of a feature, in nats", new CrossEntropy()),
            TypeDef.of("nll", "the negative log-likelihood of a sample, in nats", new NegativeLogLikelihood(5000)),
            TypeDef.of("neighbour_error", "classes that the nearest codes get wrong", new NeighbourError(5)),
            TypeDef.of("probe_error", "classes that a softmax regression on codes gets wrong", new ProbeError()),
            TypeDef.of("margin_error", "classes that linear support vector machines on codes get wrong",
                    new MarginError(1)),
            TypeDef.of("fine_tuned_error", "classes that the encoder gets wrong once it is trained on labels",
                    new FineTunedError(TRAIN, 0), "train"),

            TypeDef.of("experiment on a table", "a table, the model of its rows and its training", TableExperiment.NONE,
                    "table"),
            TypeDef.of("table", "the columns of a table", TableOptions.NONE).withKeysOnly(),
            TypeDef.of("model", "what is not chosen of the autoencoder of a table's rows", ModelParts.NONE),
            TypeDef.of("train", "what is not chosen of its training", TrainingParts.NONE).withKey("batchSize", "batch"),
            TypeDef.of("trim", "the rows that a first training finds most unusual, which the other one leaves out",
                    new RowTrimming(0.1), "share"),
            TypeDef.of("numeric", "numbers", new NumericType(Scale.STANDARD)),
            TypeDef.of("categorical", "categories", new CategoricalType(CategoricalType.MOST)),
            TypeDef.of("count", "counts: whole numbers of 0 or more", new CountType()),
            TypeDef.of("boolean", "yes or no", new BooleanType()),
            TypeDef.of("timestamp", "dates, or dates and times", new TimestampType()).orShort("date"),
            TypeDef.of("false_alarms", "a share of rows like those of training is flagged", new FalseAlarms(0.01),
                    "share"),
            TypeDef.of("pot", "likewise, for rarer scores than the held-out rows have (peaks over threshold)",
                    new PeaksOverThreshold(0.0001), "probability"),
            TypeDef.of("alerts_per_day", "so many rows are flagged in a day", new AlertsPerDay(20, 50_000), "alerts",
                    "rows"),
            TypeDef.of("score", "the score itself", new FixedScore(3), "score"),

            TypeDef.of("dense", "fully connected", new Dense(32, Activation.IDENTITY), "units"),
            TypeDef.of("conv", "convolution", new Conv2d(32, 3, Activation.IDENTITY), "filters", "kernel"),
            TypeDef.of("depthwise", "convolution with one filter for each channel",
                    new DepthwiseConv2d(3, Activation.IDENTITY), "kernel"),
            TypeDef.of("conv_transpose", "transposed convolution",
                    new ConvTranspose2d(32, 3, 1, Activation.IDENTITY), "filters", "kernel"),
            TypeDef.of("maxpool", "the maximum of each block", new MaxPool2d(2), "window"),
            TypeDef.of("avgpool", "the mean of each block", new AvgPool2d(2), "window"),
            TypeDef.of("upsample", "upsampling by copying or interpolating", Upsample2d.by(2, Interpolation.NEAREST)),
            TypeDef.of("conv1d", "convolution of a signal", new Conv1d(32, 5, Activation.IDENTITY), "filters",
                    "kernel"),
            TypeDef.of("depthwise1d", "convolution of a signal with one filter for each channel",
                    new DepthwiseConv1d(5, Activation.IDENTITY), "kernel"),
            TypeDef.of("conv_transpose1d", "transposed convolution of a signal",
                    new ConvTranspose1d(32, 5, 1, Activation.IDENTITY), "filters", "kernel"),
            TypeDef.of("maxpool1d", "the maximum of each block of a signal", new MaxPool1d(2), "window"),
            TypeDef.of("avgpool1d", "the mean of each block of a signal", new AvgPool1d(2), "window"),
            TypeDef.of("upsample1d", "a signal lengthened by copying or interpolating",
                    Upsample1d.by(2, Interpolation.NEAREST)),
            TypeDef.of("layer_norm", "a sample's features, or each pixel's channels, with mean 0 and variance 1",
                    new LayerNorm()),
            TypeDef.of("group_norm", "groups of a sample's channels with mean 0 and variance 1", new GroupNorm(8),
                    "groups"),
            TypeDef.of("concatenate", "the channels of an encoder's layer behind the input's", new Concatenate(1, 16),
                    "from", "channels"),
            TypeDef.of("add", "the sum of the input and the output of an encoder's layer", new Add(1), "from"),
            TypeDef.of("flatten", "an image or a signal as a flat vector", new Flatten()),
            TypeDef.of("reshape", "the same features in another shape", new Reshape(Shape.of(4, 4, 8)), "to"),
            TypeDef.of("activate", "an activation by itself", new Activate(Activation.RELU), "activation"),
            TypeDef.of("dropout", "features set to zero at random", new Dropout(0.5), "rate"),
            TypeDef.of("residual", "layers whose input is added to their output (He et al. 2016)",
                    new Residual(List.of(new Conv2d(32, 3, Activation.RELU), new Conv2d(32, 3, Activation.IDENTITY))),
                    "body"),

            TypeDef.of("none", "no corruption", new NoCorruption()),
            TypeDef.of("gaussian", "Gaussian noise", new GaussianNoise(0.5, Optional.empty()), "sigma"),
            TypeDef.of("masking", "features or pixels set to 0", new Masking(0.25), "probability"),
            TypeDef.of("salt_and_pepper", "features or pixels set to the lowest or highest value",
                    new SaltAndPepper(0.1),
                    "probability"),
            TypeDef.of("column_noise", "noise on numbers, other blocks left out", new ColumnNoise(1, 0.25), "sigma"),
            TypeDef.of("mask_columns", "blocks of the loss set to 0, as if missing", new ColumnMasking(0.25),
                    "probability"),
            TypeDef.of("swap", "blocks of the loss that take the value of another sample", new SwapNoise(0.15),
                    "probability"),
            TypeDef.of("rectangles", "covered rectangles at random positions", new Rectangles(8, 8), "size"),
            TypeDef.of("crosshair", "two covered lines that cross", new Crosshair(2), "thickness"),

            TypeDef.of("plain", "the code is the encoder's output", new DeterministicLatent()),
            TypeDef.of("gaussian", "a variational autoencoder's code", new GaussianLatent(16, 1), "size"),
            TypeDef.of("top_k", "a k-sparse code", new TopK(25), "k"),
            TypeDef.of("winner_take_all", "a code with lifetime sparsity", new WinnerTakeAll(0.05), "rate"),

            TypeDef.of("kl_sparsity", "mean activations near rho", new KlSparsity(0.05, 3), "rho", "beta"),
            TypeDef.of("l1_activity", "the code's absolute values", new L1Activity(0.1), "weight"),
            TypeDef.of("weight_decay", "the squares of the weights", new WeightDecay(0.003), "weight"),
            TypeDef.of("contractive", "the code's derivatives", new Contractive(0.1), "weight"),
            TypeDef.of("contractive_projection", "the code's derivatives in random directions",
                    new ContractiveProjection(0.1, 0.01), "weight"),

            TypeDef.of("mean_squared_error", "the squared difference", new MeanSquaredError()).orShort("mse"),
            TypeDef.of("mean_absolute_error", "the absolute difference", new MeanAbsoluteError()).orShort("mae", "l1"),
            TypeDef.of("huber", "the squared difference, but the absolute one beyond delta", new Huber(1), "delta"),
            TypeDef.of("ssim", "structural similarity of pictures, mixed with the absolute difference",
                    new StructuralSimilarity(0.84)),
            TypeDef.of("binary_cross_entropy", "cross-entropy of values in 0..1", new BinaryCrossEntropy())
                    .orShort("bce", "binary_crossentropy"),
            TypeDef.of("gaussian_likelihood", "Gaussian noise with a given standard deviation, or one that is learnt",
                    new GaussianLikelihood(0.1), "deviation")
                    .withKey("standardDeviation", "deviation").withKey("isLearnt", "learnt"),
            TypeDef.of("laplace_likelihood", "Laplace noise of a given scale", new LaplaceLikelihood(0.1), "scale"),
            TypeDef.of("poisson", "half the Poisson deviance of counts; outputs are logarithms of rates",
                    new Poisson()),
            TypeDef.of("softmax_cross_entropy", "cross-entropy of classes; the decoder is a classifier's head",
                    new SoftmaxCrossEntropy(10), "classes"),
            TypeDef.of("blocks", "a loss for each range of features, such as the columns of a table; NaN is missing",
                    new BlockLosses(List.of(new LossBlock(1, new MeanSquaredError()),
                            new LossBlock(4, new SoftmaxCrossEntropy(4), 0.5))),
                    "blocks"),
            TypeDef.of("block", "features that follow each other, and their loss",
                    new LossBlock(1, new MeanSquaredError()), "size", "loss"),

            TypeDef.of("glorot_uniform", "uniform in ±sqrt(6 / (fanIn + fanOut))", new GlorotUniform()),
            TypeDef.of("glorot_normal", "truncated normal of variance 2 / (fanIn + fanOut)", new GlorotNormal()),
            TypeDef.of("he_uniform", "uniform in ±sqrt(6 / fanIn)", new HeUniform()),
            TypeDef.of("he_normal", "truncated normal of variance 2 / fanIn", new HeNormal()),
            TypeDef.of("normal", "normal with mean 0", new NormalInit(0.05), "sd")
                    .withKey("standardDeviation", "sd"),
            TypeDef.of("truncated_normal", "normal, redrawn beyond two standard deviations", new TruncatedNormal(0.05),
                    "sd").withKey("standardDeviation", "sd"),
            TypeDef.of("zeros", "all zero", new Zeros()),
            TypeDef.of("ones", "all one", new Ones()),

            TypeDef.of("sgd", "stochastic gradient descent", new Sgd(0.1), "learning_rate"),
            TypeDef.of("adam", "Kingma and Ba 2015", new Adam(0.001), "learning_rate"),
            TypeDef.of("adamw", "Loshchilov and Hutter 2019", new AdamW(0.001), "learning_rate"),
            TypeDef.of("nadam", "Dozat 2016", new NAdam(0.001), "learning_rate"),
            TypeDef.of("adadelta", "Zeiler 2012", new Adadelta()),
            TypeDef.of("rmsprop", "Tieleman and Hinton 2012", new RmsProp(0.001), "learning_rate"),
            TypeDef.of("adagrad", "Duchi et al. 2011", new Adagrad(0.01), "learning_rate"),

            TypeDef.of("constant", "the optimizer's learning rate", new ConstantSchedule()),
            TypeDef.of("step", "multiplied by factor every given number of epochs", new StepDecay(10, 0.5), "every",
                    "factor"),
            TypeDef.of("multi_step", "multiplied by factor at each of some epochs", new MultiStep(List.of(10, 20), 0.5),
                    "milestones", "factor"),
            TypeDef.of("cosine", "falls along half a cosine wave", new Cosine(0)),
            TypeDef.of("one_cycle", "rises, then falls, over the whole training", new OneCycle()),
            TypeDef.of("plateau", "falls when the loss stops falling", new Plateau(5), "patience"),
            TypeDef.of("warmup", "rises linearly, then follows another schedule", new Warmup(2, new ConstantSchedule()),
                    "epochs"),

            TypeDef.of("flip", "mirrored, each second picture", new RandomFlip(RandomFlip.Direction.HORIZONTAL),
                    "direction"),
            TypeDef.of("shift", "moved by whole pixels", new RandomShift(2), "pixels"),
            TypeDef.of("rotate", "turned around the middle", new RandomRotation(10), "degrees"),
            TypeDef.of("zoom", "enlarged or reduced around the middle", new RandomZoom(0.1), "most"),
            TypeDef.of("crop", "a part, enlarged to the size of the whole", new RandomCrop(0.8), "least"),
            TypeDef.of("brightness", "a number added to all values", new RandomBrightness(0.2), "most"),
            TypeDef.of("contrast", "values nearer to their mean, or farther from it", new RandomContrast(0.2), "most"),
            TypeDef.of("binarise", "each value 1 with a probability of the value, or 0", new RandomBinarisation()),

            TypeDef.of("pretraining", "the dense layers trained one by one, before all are trained together",
                    new Pretraining(10), "epochs").withKey("batchSize", "batch"),
            TypeDef.of("trim", "the samples with the largest losses, which epochs leave out", new Trimming(0.1),
                    "share"),
            TypeDef.of("clip", "shortens gradients that are too long", new GradientClipping(1), "norm"),
            TypeDef.of("average", "the model is the moving average of the weights", new WeightAverage(0.999), "decay"),
            TypeDef.of("group", "tensors that learn at another rate, or decay otherwise", new TensorGroup("encoder", 1),
                    "tensors"),
            TypeDef.of("early_stopping", "stops when the validation loss stops falling", new EarlyStopping(5),
                    "patience"),
            TypeDef.of("auto", "at the end of an epoch, at most one per minute", new AutomaticCheckpoints()),
            TypeDef.of("checkpoint", "after a number of epochs or minutes", new Checkpointing(1)),
            TypeDef.of("off", "no checkpoints: the training cannot be resumed", new NoCheckpoints()));

    /// Records of a family that are written without their name, because no other one of the family has keys.
    private static final Set<Class<?>> NAMELESS = Set.of(Checkpointing.class);

    /// Records that are written without a name and without keys. The example of a range is wide, so that neither end
    /// limits the other where [Bounds] asks what the constructor takes.
    private static final List<TypeDef> ROWS = List.of(
            TypeDef.of("size", "height and width in pixels", new ImageSize(7, 7), "height", "width"),
            TypeDef.of("range", "lowest and highest value", new Range(-10, 10), "min", "max"));

    private static final Map<Class<?>, TypeDef> BY_TYPE = Stream.concat(WORDS.stream(), ROWS.stream())
            .collect(Collectors.toUnmodifiableMap(word -> word.example().getClass(), Function.identity()));

    private Vocabulary() {}

    static List<TypeDef> words() {
        return List.copyOf(BY_TYPE.values());
    }

    static TypeDef word(Class<?> type) {
        return Optional.ofNullable(BY_TYPE.get(type))
                .orElseThrow(() -> new IllegalStateException("no word for " + type + " in the vocabulary"));
    }

    static boolean isRow(Class<?> type) {
        return ROWS.stream().anyMatch(word -> word.example().getClass() == type);
    }

    /// The words of a sealed family that are written with their names, in the order in which it permits them.
    static List<TypeDef> family(Class<?> family) {
        return permitted(family).filter(word -> !isNameless(word)).toList();
    }

    /// The word of a sealed family that is written without its name, as its components or the bare one of them.
    static Optional<TypeDef> nameless(Class<?> family) {
        return permitted(family).filter(Vocabulary::isNameless).findFirst();
    }

    static boolean isNameless(TypeDef word) {
        return NAMELESS.contains(word.example().getClass());
    }

    private static Stream<TypeDef> permitted(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? permitted(member) : Stream.of(word(member)));
    }

    /// The word of a sealed family that has a name, its own or a short one.
    static Optional<TypeDef> find(Class<?> family, String name) {
        return family(family).stream().filter(word -> word.names().contains(name)).findFirst();
    }
}
