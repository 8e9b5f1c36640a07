package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.anomaly.AlertsPerDay;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.DenseStack;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Parameter;
import dev.hourglass.spec.layer.Sides;
import dev.hourglass.spec.layer.Upsample1d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import dev.hourglass.table.ModelParts;
import dev.hourglass.table.RowTrimming;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TableOptions;
import dev.hourglass.table.TrainingParts;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Copies that change one thing and keep all others.
///
/// The rule: every public record of `dev.hourglass.spec`, and of those that describe a table, with two or more components has `withX` for each component `x`, and
/// `withoutX` where it is optional. Where there is one component, the constructor forgets nothing and will do. A [DenseStack]
/// and its levels are made of a model, a [Parameter] of a layer, outputs of an input and a loss; they are never copied.
class WitherTest {
    private static final List<Class<?>> DERIVED = List.of(
            DenseStack.class, DenseStack.Level.class, Parameter.class, OutputBlock.class, Reconstruction.class);
    private static final List<Class<?>> OF_TABLES = List.of(TableExperiment.class, TableOptions.class, ModelParts.class,
            TrainingParts.class, RowTrimming.class, AlertsPerDay.class);
    /// Draws of a record, each of which is another value for its components.
    private static final int DRAWS = 160;

    /// Specs whose parts fit each other: the convolutions take pictures of any size.
    private static final List<Autoencoder> MODELS = List.of(
            new Autoencoder(Shape.of(4, 4, 1), List.of(conv(2)), List.of(conv(1)), new MeanSquaredError())
                    .withCorruption(new Masking(0.2)).withPenalties(new WeightDecay(0.1)),
            new Autoencoder(Shape.of(6, 6, 1), List.of(conv(3)), new TopK(5), List.of(conv(1).withKernel(3)),
                    new BinaryCrossEntropy()),
            new Autoencoder(Shape.of(4), List.of(new Dense(3, Activation.TANH)),
                    List.of(new Dense(4, Activation.IDENTITY)), new MeanSquaredError()).withPenalties(new L1Activity(1))
                    .withTiedWeights(true),
            new Autoencoder(Shape.of(4), List.of(new Dense(3, Activation.TANH)),
                    List.of(new Dense(4, Activation.IDENTITY)), new GaussianLikelihood(0.1)));

    private final RandomRecords records = new RandomRecords(1);
    private final Random random = new Random(1);

    private static Conv2d conv(int filters) {
        return new Conv2d(filters, 1, Activation.IDENTITY);
    }

    static Stream<Class<?>> records() throws IOException, ClassNotFoundException {
        var classes = Path.of(Experiment.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .resolve(Experiment.class.getPackageName().replace('.', '/'));
        try (var files = Files.walk(classes)) {
            var names = files.map(file -> classes.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name -> Experiment.class.getPackageName() + "." + name.replace(".class", ""))
                    .sorted()
                    .toList();
            var found = Stream.<Class<?>>builder();
            for (var name : names) {
                found.add(Class.forName(name));
            }
            OF_TABLES.forEach(found::add);
            return found.build()
                    .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
                    .filter(type -> type.getRecordComponents().length > 1 && !DERIVED.contains(type))
                    .toList()
                    .stream();
        }
    }

    @Test
    void goesThroughEveryRecordOfASpec() throws IOException, ClassNotFoundException {
        assertThat(records().toList())
                .hasSizeGreaterThanOrEqualTo(27)
                .contains(Autoencoder.class, TrainingOptions.class, Experiment.class, ImageSize.class, Range.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void changesItsComponentAndKeepsEveryOther(Class<? extends Record> type) throws ReflectiveOperationException {
        for (var component : type.getRecordComponents()) {
            var wither = wither(type, "with", component);
            assertThat(wither).as("with method of %s", component).isPresent();
            int changed = 0;
            for (int i = 0; i < DRAWS; i++) {
                changed += isChanged(component, draw(type), draw(type), wither.orElseThrow()) ? 1 : 0;
            }
            assertThat(changed).as("draws with another %s", component.getName()).isPositive();
        }
    }

    /// @return whether the donor had another value, and one that the record takes
    private static boolean isChanged(RecordComponent component, Record record, Record donor, Method wither)
            throws ReflectiveOperationException {
        var value = component.getAccessor().invoke(donor);
        boolean isOther = isUpsample(record) && value.equals(Optional.empty());
        if (isOther || value.equals(component.getAccessor().invoke(record))) {
            return false;
        }
        var copy = value instanceof Optional<?> maybe && maybe.isEmpty()
                ? copy(record, wither(record.getClass(), "without", component).orElseThrow())
                : copy(record, wither, argument(wither, value));
        copy.ifPresent(it -> assertThat(components(it)).isEqualTo(expected(record, component, value)));
        return copy.isPresent();
    }

    /// Empty where the record refuses the value beside its others.
    private static Optional<Record> copy(Record record, Method wither, Object... arguments)
            throws ReflectiveOperationException {
        try {
            return Optional.of((Record) wither.invoke(record, arguments));
        } catch (InvocationTargetException refusal) {
            assertThat(refusal.getCause()).isInstanceOf(SpecException.class);
            return Optional.empty();
        }
    }

    private static List<Object> expected(Record record, RecordComponent component, Object value) {
        var names = Arrays.stream(record.getClass().getRecordComponents()).map(RecordComponent::getName).toList();
        var expected = new ArrayList<>(components(record));
        expected.set(names.indexOf(component.getName()), value);
        if (isUpsample(record) && !component.getName().equals("interpolation")) {
            // Exactly one of the two is present, so each takes the other's place.
            expected.set(names.indexOf(component.getName().equals("to") ? "factor" : "to"), Optional.empty());
        }
        return expected;
    }

    private static boolean isUpsample(Record record) {
        return record instanceof Upsample2d || record instanceof Upsample1d;
    }

    private static List<Object> components(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents()).map(component -> {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }).toList();
    }

    private static Object argument(Method wither, Object value) {
        var plain = value instanceof Optional<?> maybe ? maybe.orElseThrow() : value;
        if (wither.isVarArgs()) {
            var list = (List<?>) plain;
            return list.toArray((Object[]) Array.newInstance(
                    wither.getParameterTypes()[0].getComponentType(), list.size()));
        }
        return plain;
    }

    private static Optional<Method> wither(Class<?> type, String prefix, RecordComponent component) {
        var name = component.getName();
        var wanted = prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(wanted) && method.getReturnType() == type)
                // Of several, the one that takes the component itself.
                .min(Comparator.comparing(method -> method.getParameterCount() == 1
                        && method.getParameterTypes()[0] != component.getType()));
    }

    private Record draw(Class<? extends Record> type) {
        if (type == Autoencoder.class) {
            return any(MODELS);
        }
        if (type == Sides.class) {
            return new Sides(1 + random.nextInt(4), 1 + random.nextInt(4));
        }
        if (type == Experiment.class) {
            var train = (TrainingOptions) draw(TrainingOptions.class);
            return new Experiment(any(List.of(Optional.empty(), Optional.of("mnist"))), any(MODELS),
                    train.withoutPretraining().withAugment(List.of()));
        }
        if (type == ModelParts.class && random.nextBoolean()) {
            return ModelParts.of(any(MODELS));
        }
        var drawn = records.of(Vocabulary.word(type));
        return drawn instanceof TableOptions table ? ofWindows(table) : drawn;
    }

    /// Order and window come together.
    private TableOptions ofWindows(TableOptions table) {
        return new TableOptions(table.id(), table.label(), table.ignore(), table.query(), table.columns(), table.trim(),
                Optional.of(any(List.of("time", "day"))),
                any(List.of(Optional.empty(), Optional.of("machine"), Optional.of("site"))),
                Optional.of(any(List.of(8, 16))),
                any(List.of(Optional.empty(), Optional.of(1), Optional.of(8))));
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
