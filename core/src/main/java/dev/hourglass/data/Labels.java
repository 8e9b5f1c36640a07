package dev.hourglass.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The class of each sample: a number, counted from 0, and its name.
///
/// Classes without names of their own, as those of MNIST, are called by their numbers: class 3 is "3".
public final class Labels {
    private final int[] classes;
    /// Empty where classes are called by their numbers.
    private final List<String> names;

    private Labels(int[] classes, List<String> names) {
        this.classes = classes;
        this.names = names;
    }

    /// Classes that are called by their numbers.
    ///
    /// @throws DataException if a class is negative
    public static Labels of(int... classes) {
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0) {
                throw new DataException(
                        String.format(Locale.ROOT, "label %d: expected 0 or more, found %d", i, classes[i]));
            }
        }
        return new Labels(classes.clone(), List.of());
    }

    /// Classes with names.
    ///
    /// @param names of the classes 0, 1 and so on; not every class needs to have a sample
    /// @param classes of the samples
    /// @throws DataException if a class has no name, or two classes have the same
    public static Labels named(List<String> names, int... classes) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new DataException(
                    String.format(Locale.ROOT, "expected a name of its own for each class, found %s", names));
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= names.size()) {
                throw new DataException(
                        String.format(Locale.ROOT, "label %d: expected a class from 0 to %d, one of %s, found %d", i,
                                names.size() - 1, names, classes[i]));
            }
        }
        return new Labels(classes.clone(), List.copyOf(names));
    }

    /// Classes by name; they are numbered in the order of [ClassOrder].
    ///
    /// @param classOfEach the name of the class of each sample
    public static Labels ofNames(List<String> classOfEach) {
        var sorted = new TreeSet<>(ClassOrder.INSTANCE);
        sorted.addAll(classOfEach);
        return ofNames(classOfEach, List.copyOf(sorted));
    }

    /// Classes by name, with given numbers.
    ///
    /// @param classOfEach the name of the class of each sample
    /// @param names of the classes 0, 1 and so on
    /// @throws DataException if a name is not among them
    public static Labels ofNames(List<String> classOfEach, List<String> names) {
        var numbers = numbers(names);
        return named(names, classOfEach.stream().mapToInt(name -> number(name, numbers, names)).toArray());
    }

    /// The number of samples.
    public int size() {
        return classes.length;
    }

    /// The class of a sample, counted from 0.
    public int of(int sample) {
        return classes[sample];
    }

    /// The number of classes: that of the names, or one more than the largest number; 0 where there are no samples.
    public int classes() {
        return names.isEmpty() ? Arrays.stream(classes).max().orElse(-1) + 1 : names.size();
    }

    /// Whether classes have names of their own instead of being called by their numbers.
    public boolean isNamed() {
        return !names.isEmpty();
    }

    /// The names of the classes 0, 1 and so on; their numbers in decimal where they have no names of their own.
    public List<String> names() {
        return names.isEmpty() ? numbered(classes()) : names;
    }

    /// The names of classes that are called by their numbers.
    public static List<String> numbered(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /// The same classes of the same samples, with the numbers that other data or a model give them.
    ///
    /// @param known the names of the classes 0, 1 and so on
    /// @throws DataException if a sample is of a class whose name is not among them
    public Labels as(List<String> known) {
        var own = names();
        if (own.equals(known)) {
            return this;
        }
        var numbers = numbers(known);
        return named(known, Arrays.stream(classes).map(c -> number(own.get(c), numbers, known)).toArray());
    }

    private static Map<String, Integer> numbers(List<String> names) {
        var numbers = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            numbers.put(names.get(i), i);
        }
        return numbers;
    }

    private static int number(String name, Map<String, Integer> numbers, List<String> known) {
        var number = numbers.get(name);
        if (number == null) {
            throw new DataException(
                    String.format(Locale.ROOT, "class '%s': expected one of %s", name, String.join(", ", known)));
        }
        return number;
    }

    Labels select(int[] samples) {
        return new Labels(Arrays.stream(samples).map(sample -> classes[sample]).toArray(), names);
    }
}
