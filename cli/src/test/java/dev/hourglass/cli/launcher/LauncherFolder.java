package dev.hourglass.cli.launcher;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The launcher and its options in a folder of their own, beside a jar that counts as built.
///
/// @param path with `hourglass`, `jvm.options` and `cli/target/hourglass-cli.jar`
record LauncherFolder(Path path) {
    private static final String MAIN = "dev/hourglass/cli/Main";
    private static final Path ROOT = Path.of("..");

    /// A launcher whose program prints what reaches it: the options, one a line, then the arguments. It ends with the exit code that
    /// its first argument is, where that is a number.
    static LauncherFolder ofProbe(Path path) throws IOException {
        var folder = of(path);
        var classes = compile(path, """
                package dev.hourglass.cli;

                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        var out = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
                        out.println("java " + Runtime.version().feature());
                        var runtime = java.lang.management.ManagementFactory.getRuntimeMXBean();
                        runtime.getInputArguments().forEach(option -> out.println("option " + option));
                        for (var argument : arguments) {
                            out.println("argument " + argument);
                        }
                        System.exit(arguments.length > 0 && arguments[0].matches("\\\\d+") ? Integer.parseInt(arguments[0]) : 0);
                    }
                }
                """);
        folder.writeJar(Files.readAllBytes(classes.resolve(MAIN + ".class")));
        return folder;
    }

    /// A launcher without a program: the class path has to bring it.
    static LauncherFolder of(Path path) throws IOException {
        var folder = new LauncherFolder(Files.createDirectories(path));
        Files.copy(ROOT.resolve("hourglass"), path.resolve("hourglass"));
        Files.copy(ROOT.resolve("jvm.options"), path.resolve("jvm.options"));
        Files.createDirectories(path.resolve("cli/target/lib"));
        folder.writeJar(new byte[0]);
        return folder;
    }

    /// Looks for Java in these folders alone.
    LauncherFolder searching(Path... homes) throws IOException {
        var script = path.resolve("hourglass");
        var text = Files.readString(script);
        if (!text.endsWith("main \"$@\"\n")) {
            throw new AssertionError("the launcher's last line is another");
        }
        var names = new StringBuilder();
        for (var home : homes) {
            names.append(home).append('\n');
        }
        Files.writeString(path.resolve("homes.txt"), names);
        Files.writeString(script,
                text.replaceFirst("main \"\\$@\"\n$", "candidates() { cat \"\\$root/homes.txt\"; }\nmain \"\\$@\"\n"));
        return this;
    }

    /// A folder that looks like a JDK, whose `java` prints the folder's name.
    ///
    /// @param version as its `release` file has it
    Path jdk(String name, String version) throws IOException {
        var home = jdkWithoutReleaseFile(name, version);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /// A folder that looks like a JDK and reports its version only by `java -version`.
    Path jdkWithoutReleaseFile(String name, String version) throws IOException {
        var home = path.resolve(name);
        var bin = Files.createDirectories(home.resolve("bin"));
        var script = """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-20' >&2; else echo %s; fi
                """.formatted(version, name);
        for (var program : List.of("java", "javac")) {
            var file = Files.writeString(bin.resolve(program), script);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return home;
    }

    Hourglass run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /// @param environment variables that are added to those of this process, or taken away where empty
    Hourglass run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(path.resolve("hourglass").toString()));
        command.addAll(List.of(arguments));
        return execute(environment, command);
    }

    /// Runs lines of a shell in this folder.
    Hourglass shell(Map<String, String> environment, String lines) throws IOException, InterruptedException {
        var script = Files.writeString(path.resolve("script.sh"), lines);
        return execute(environment, List.of("bash", script.toString()));
    }

    private Hourglass execute(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var err = path.resolve("err.txt");
        var builder = new ProcessBuilder(command).directory(path.toFile()).redirectError(err.toFile());
        var variables = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        variables.putAll(environment);
        variables.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Hourglass(exitCode, out.lines().toList(),
                Files.readString(err).lines().filter(line -> !line.contains("setlocale")).toList());
    }

    private void writeJar(byte[] main) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(path.resolve("cli/target/hourglass-cli.jar")))) {
            jar.putNextEntry(new JarEntry(main.length == 0 ? "empty" : MAIN + ".class"));
            jar.write(main);
            jar.closeEntry();
        }
    }

    private static Path compile(Path folder, String source) {
        var classes = folder.resolve("classes");
        try {
            Files.createDirectories(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var file = new SimpleJavaFileObject(URI.create("string:///" + MAIN + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (!compiler.getTask(null, null, null, List.of("-d", classes.toString()), null, List.of(file)).call()) {
            throw new AssertionError("the probe does not compile");
        }
        return classes;
    }
}
