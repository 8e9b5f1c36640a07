package dev.hourglass.internal.notation;

import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Adadelta;
import dev.hourglass.spec.Adagrad;
import dev.hourglass.spec.Adam;
import dev.hourglass.spec.AdamW;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.Constant;
import dev.hourglass.spec.Contractive;
import dev.hourglass.spec.ContractiveProjection;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Cosine;
import dev.hourglass.spec.Crosshair;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.GaussianLikelihood;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.GlorotNormal;
import dev.hourglass.spec.GlorotUniform;
import dev.hourglass.spec.HeNormal;
import dev.hourglass.spec.HeUniform;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Interpolation;
import dev.hourglass.spec.KlSparsity;
import dev.hourglass.spec.L1Activity;
import dev.hourglass.spec.Masking;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.MeanSquaredError;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Normal;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Range;
import dev.hourglass.spec.Rectangles;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.RmsProp;
import dev.hourglass.spec.SaltAndPepper;
import dev.hourglass.spec.Sgd;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SoftmaxCrossEntropy;
import dev.hourglass.spec.StepDecay;
import dev.hourglass.spec.TopK;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.TruncatedNormal;
import dev.hourglass.spec.Upsample2d;
import dev.hourglass.spec.Warmup;
import dev.hourglass.spec.WeightDecay;
import dev.hourglass.spec.WinnerTakeAll;
import dev.hourglass.spec.Zeros;
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
    private static final TrainingOptions TRAIN = new TrainingOptions(new Adam(0.001), 10, 128, 1);

    private static final List<Word> WORDS = List.of(
            Word.of("experiment", "a model, its data and its training",
                    new Experiment(Optional.empty(), MODEL, TRAIN), "model", "train"),
            Word.of("model", "what the autoencoder is", MODEL, "input", "encoder", "decoder", "loss"),
            Word.of("train", "how it is trained", TRAIN, "optimizer", "epochs", "batch"),

            Word.of("dense", "fully connected", new Dense(32, Activation.IDENTITY), "units"),
            Word.of("conv", "convolution", new Conv2d(32, 3, Activation.IDENTITY), "filters", "kernel"),
            Word.of("conv_transpose", "transposed convolution",
                    new ConvTranspose2d(32, 3, 1, Activation.IDENTITY), "filters", "kernel"),
            Word.of("maxpool", "the largest value of each block", new MaxPool2d(2), "window"),
            Word.of("upsample", "a larger picture", Upsample2d.by(2, Interpolation.NEAREST)),
            Word.of("flatten", "a picture as a flat sample", new Flatten()),
            Word.of("reshape", "the same features in another shape", new Reshape(Shape.of(4, 4, 8)), "to"),
            Word.of("activate", "an activation by itself", new Activate(Activation.RELU), "activation"),
            Word.of("dropout", "features set to zero at random", new Dropout(0.5), "rate"),

            Word.of("none", "no corruption", new None()),
            Word.of("gaussian", "normal noise", new GaussianNoise(0.5, Optional.empty()), "sigma"),
            Word.of("masking", "features or pixels set to 0", new Masking(0.25), "probability"),
            Word.of("salt_and_pepper", "features or pixels set to the lowest or highest value", new SaltAndPepper(0.1),
                    "probability"),
            Word.of("rectangles", "rectangles at random places covered", new Rectangles(8, 8), "size"),
            Word.of("crosshair", "two crossing lines covered", new Crosshair(2), "thickness"),

            Word.of("plain", "the code is the encoder's output", new Plain()),
            Word.of("gaussian", "a variational autoencoder's code", new Gaussian(16, 1), "size"),
            Word.of("top_k", "a k-sparse code", new TopK(25), "k"),
            Word.of("winner_take_all", "a code with lifetime sparsity", new WinnerTakeAll(0.05), "rate"),

            Word.of("kl_sparsity", "mean activations near rho", new KlSparsity(0.05, 3), "rho", "beta"),
            Word.of("l1_activity", "the code's absolute values", new L1Activity(0.1), "weight"),
            Word.of("weight_decay", "the squares of the weights", new WeightDecay(0.003), "weight"),
            Word.of("contractive", "the code's derivatives", new Contractive(0.1), "weight"),
            Word.of("contractive_projection", "the code's derivatives in random directions",
                    new ContractiveProjection(0.1, 0.01), "weight"),

            Word.of("mean_squared_error", "the squared difference", new MeanSquaredError()).orShort("mse"),
            Word.of("binary_cross_entropy", "cross-entropy of values in 0..1", new BinaryCrossEntropy())
                    .orShort("bce", "binary_crossentropy"),
            Word.of("gaussian_likelihood", "normal noise of a stated deviation", new GaussianLikelihood(0.1),
                    "deviation"),
            Word.of("softmax_cross_entropy", "cross-entropy of classes; the decoder is a classifier's head",
                    new SoftmaxCrossEntropy(10), "classes"),

            Word.of("glorot_uniform", "uniform in ±sqrt(6 / (fanIn + fanOut))", new GlorotUniform()),
            Word.of("glorot_normal", "truncated normal of variance 2 / (fanIn + fanOut)", new GlorotNormal()),
            Word.of("he_uniform", "uniform in ±sqrt(6 / fanIn)", new HeUniform()),
            Word.of("he_normal", "truncated normal of variance 2 / fanIn", new HeNormal()),
            Word.of("normal", "normal with mean 0", new Normal(0.05), "sd"),
            Word.of("truncated_normal", "normal, drawn again beyond two deviations", new TruncatedNormal(0.05), "sd"),
            Word.of("zeros", "all zero", new Zeros()),

            Word.of("sgd", "stochastic gradient descent", new Sgd(0.1), "learning_rate"),
            Word.of("adam", "Kingma and Ba 2015", new Adam(0.001), "learning_rate"),
            Word.of("adamw", "Loshchilov and Hutter 2019", new AdamW(0.001), "learning_rate"),
            Word.of("adadelta", "Zeiler 2012", new Adadelta()),
            Word.of("rmsprop", "Tieleman and Hinton 2012", new RmsProp(0.001), "learning_rate"),
            Word.of("adagrad", "Duchi et al. 2011", new Adagrad(0.01), "learning_rate"),

            Word.of("constant", "the optimizer's own rate", new Constant()),
            Word.of("step", "multiplied by factor after every so many epochs", new StepDecay(10, 0.5), "every",
                    "factor"),
            Word.of("cosine", "falls along half a cosine wave", new Cosine(0)),
            Word.of("warmup", "rises in a line, then follows another", new Warmup(2, new Constant()), "epochs"),

            Word.of("pretraining", "the dense layers trained one by one, before all are trained together",
                    new Pretraining(10), "epochs"),
            Word.of("early_stopping", "ends when the validation loss no longer falls", new EarlyStopping(5),
                    "patience"),
            Word.of("auto", "at the end of an epoch, at most one a minute", new AutomaticCheckpoints()),
            Word.of("checkpoint", "after so many epochs or minutes", new Checkpointing(1)),
            Word.of("off", "no checkpoints: the training cannot be resumed", new NoCheckpoints()));

    /// Records of a family that are written without their name, because no other one of the family has keys.
    private static final Set<Class<?>> NAMELESS = Set.of(Checkpointing.class);

    /// Records that are written without a name and without keys. The example of a range is wide, so that neither end
    /// limits the other where [Bounds] asks what the constructor takes.
    private static final List<Word> ROWS = List.of(
            Word.of("size", "height and width in pixels", new ImageSize(7, 7), "height", "width"),
            Word.of("range", "lowest and highest value", new Range(-10, 10), "min", "max"));

    private static final Map<Class<?>, Word> BY_TYPE = Stream.concat(WORDS.stream(), ROWS.stream())
            .collect(Collectors.toUnmodifiableMap(word -> word.example().getClass(), Function.identity()));

    private Vocabulary() {}

    static List<Word> words() {
        return List.copyOf(BY_TYPE.values());
    }

    static Word word(Class<?> type) {
        return Optional.ofNullable(BY_TYPE.get(type))
                .orElseThrow(() -> new IllegalStateException("no word for " + type + " in the vocabulary"));
    }

    static boolean isRow(Class<?> type) {
        return ROWS.stream().anyMatch(word -> word.example().getClass() == type);
    }

    /// The words of a sealed family that are written with their names, in the order in which it permits them.
    static List<Word> family(Class<?> family) {
        return permitted(family).filter(word -> !isNameless(word)).toList();
    }

    /// The word of a sealed family that is written without its name, as its components or the bare one of them.
    static Optional<Word> nameless(Class<?> family) {
        return permitted(family).filter(Vocabulary::isNameless).findFirst();
    }

    static boolean isNameless(Word word) {
        return NAMELESS.contains(word.example().getClass());
    }

    private static Stream<Word> permitted(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses()).map(Vocabulary::word);
    }

    /// The word of a sealed family that has a name, its own or a short one.
    static Optional<Word> find(Class<?> family, String name) {
        return family(family).stream().filter(word -> word.names().contains(name)).findFirst();
    }
}
