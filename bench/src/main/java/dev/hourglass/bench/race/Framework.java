package dev.hourglass.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who races. To add one: a module beside `libtorch` with a contender, a constant here, and the environment that suits it
/// best.
enum Framework {
    HOURGLASS("hourglass"),
    HOURGLASS_SCALAR("hourglass, scalar"),
    LIBTORCH("libtorch"),
    LIBTORCH_TUNED("libtorch, tuned"),
    DJL("djl"),
    TENSORFLOW("tensorflow"),
    DL4J("deeplearning4j"),
    ONNX_RUNTIME("onnx runtime");

    private static final Path BENCH = Path.of("bench");
    private static final String LIBTORCH_MAIN = "dev.hourglass.bench.libtorch.LibtorchContender";
    private static final String DL4J_MAIN = "dev.hourglass.bench.dl4j.Dl4jContender";
    /// Empty where there is none.
    private static final String JAVA_17 = System.getProperty("hourglass.bench.java17", "");
    private static final String DJL_MAIN = "dev.hourglass.bench.djl.DjlContender";
    private static final String TENSORFLOW_MAIN = "dev.hourglass.bench.tensorflow.TensorFlowContender";

    private final String title;

    Framework(String title) {
        this.title = title;
    }

    /// Environment variables of its process; where there are several sets, all race and the fastest counts.
    List<Map<String, String>> environments(int threads) {
        return switch (this) {
            case HOURGLASS, HOURGLASS_SCALAR, ONNX_RUNTIME -> List.of(Map.of());
            case LIBTORCH -> List.of(LibtorchEnvironment.asItComes(threads));
            case LIBTORCH_TUNED -> LibtorchEnvironment.tuned(threads);
            case DJL -> LibtorchEnvironment.ofDjl(threads);
            case TENSORFLOW -> TensorFlowEnvironment.sets();
            case DL4J -> List.of(LibtorchEnvironment.asItComes(threads));
        };
    }

    /// What starts its process, but for the last argument, the number of threads.
    List<String> command(Path task) {
        var command = new ArrayList<String>();
        switch (this) {
            case HOURGLASS, HOURGLASS_SCALAR -> command.addAll(likeThis(HourglassContender.class));
            case ONNX_RUNTIME -> command.addAll(likeThis(OnnxRuntimeInference.class));
            case LIBTORCH, LIBTORCH_TUNED ->
                command.addAll(List.of(
                        java(), "--enable-native-access=ALL-UNNAMED", natives("natives"), "-cp",
                        libraries("libtorch"), LIBTORCH_MAIN));
            case DJL ->
                command.addAll(List.of(
                        java(), "--enable-native-access=ALL-UNNAMED",
                        // It would look for newer libraries on the network.
                        "-Dai.djl.offline=true",
                        "-DENGINE_CACHE_DIR=" + BENCH.resolve("target", "djl").toAbsolutePath(), "-cp",
                        libraries("djl"), DJL_MAIN));
            case TENSORFLOW ->
                command.addAll(List.of(
                        java(), "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                        natives("natives-tensorflow"), "-cp", libraries("tensorflow"), TENSORFLOW_MAIN));
            case DL4J ->
                command.addAll(List.of(JAVA_17, natives("natives-dl4j"), "-cp", libraries("dl4j"), DL4J_MAIN));
        }
        command.add(task.toString());
        return command;
    }

    /// The same Java with the same options and class path as this process has, by a file of arguments: ONNX Runtime 1.29
    /// matches its process's command line with an expression that overflows the stack where the line is long.
    private static List<String> likeThis(Class<?> main) {
        var arguments = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        var file = BENCH.resolve("target", "java.options").toAbsolutePath();
        try {
            Files.write(file, arguments.stream().map(Framework::quoted).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(java(), "@" + file, main.getName());
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Arguments of its process after the number of threads.
    List<String> arguments() {
        return this == HOURGLASS_SCALAR ? List.of("scalar") : List.of();
    }

    /// Whether it has been built for this machine.
    boolean isThere() {
        return switch (this) {
            case HOURGLASS, HOURGLASS_SCALAR, ONNX_RUNTIME -> true;
            case LIBTORCH, LIBTORCH_TUNED -> Files.isDirectory(folder("libtorch"));
            case DJL -> Files.isDirectory(folder("djl"));
            case TENSORFLOW -> Files.isDirectory(folder("tensorflow"));
            case DL4J -> !JAVA_17.isEmpty() && Files.isDirectory(folder("dl4j"));
        };
    }

    /// Whether it has a contender for that.
    boolean racesIn(Discipline discipline) {
        return switch (discipline) {
            case TRAINING -> this != ONNX_RUNTIME;
            case INFERENCE -> this != HOURGLASS_SCALAR && this != TENSORFLOW && this != DL4J;
        };
    }

    /// Whether published ratios count it: the fastest of these in a round is what Hourglass is compared with.
    boolean isRival() {
        return switch (this) {
            case LIBTORCH_TUNED, DJL, TENSORFLOW, ONNX_RUNTIME -> true;
            case HOURGLASS, HOURGLASS_SCALAR, LIBTORCH, DL4J -> false;
        };
    }

    boolean isHourglass() {
        return this == HOURGLASS || this == HOURGLASS_SCALAR;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// Where bytedeco's bindings unpack their libraries.
    private static String natives(String folder) {
        return "-Dorg.bytedeco.javacpp.cachedir=" + BENCH.resolve("target", folder).toAbsolutePath();
    }

    private static Path folder(String module) {
        return BENCH.resolve(module, "target", "lib");
    }

    private static String libraries(String module) {
        return folder(module).resolve("*").toString();
    }

    /// What reports call it.
    String title() {
        return title;
    }
}
