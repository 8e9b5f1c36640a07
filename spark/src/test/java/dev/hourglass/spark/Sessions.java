package dev.hourglass.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/// Spark in the JVM of a test, or with executors in processes of their own.
final class Sessions {
    private Sessions() {}

    /// @param threads of this JVM, each a core
    static SparkSession local(int threads) {
        return builder("local[" + threads + "]").getOrCreate();
    }

    /// @param executors processes of one core each
    static SparkSession cluster(int executors) {
        return cluster(executors, Map.of());
    }

    static SparkSession cluster(int executors, Map<String, String> settings) {
        try {
            // Executors look for Spark's jars there, and need the folder alone: their class path is that of the test.
            Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var builder = builder("local-cluster[" + executors + ",1,512]")
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraClassPath", classPath());
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }

    static SparkSession.Builder builder(String master) {
        return SparkSession.builder().master(master).appName("hourglass").config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", 4)
                .config("spark.sql.warehouse.dir", Path.of("target", "warehouse").toAbsolutePath().toString());
    }

    /// The command that runs a program as this test runs.
    static List<String> java(Class<?> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--") || option.startsWith("-X")).forEach(command::add);
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
