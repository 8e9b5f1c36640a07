package dev.hourglass.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `hourglass` with a program that prints what reaches it.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String KERNELS = "dev.hourglass.internal.kernel.";
    private static final String FILTER = "dev.hourglass.metric.Ssim$Filter";
    private static final List<String> LOOPS = List.of(
            "Vector*", "tile.CorrelationTiles", "tile.GradientTiles", "tile.RowTiles",
            "tile.SparseTiles", "PlacesInLanes", "SparseRows", "SquareTranspose");
    private static final List<String> CALLED = List.of(
            "VectorKernels", "VectorFunctions", "VectorActivations", "VectorErrors", "VectorDepthwise",
            "VectorNormalisation",
            "VectorPooling",
            "VectorTransforms",
            "VectorRandomness", "VectorDistances", "VectorRowKernels", "PlacesInLanes", "SparseRows",
            "tile.CorrelationTiles",
            "tile.GradientTiles", "tile.RowTiles", "tile.SparseTiles");
    private static final int FEW_PROCESSORS = 4;

    @TempDir
    private Path folder;

    @Test
    void startsJavaWithEveryOptionThatItNeeds() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);
        var expected = new ArrayList<>(List.of(
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:NewSize=16m",
                "-XX:MaxNewSize=16m",
                "-XX:PretenureSizeThreshold=512k",
                "-XX:CompileCommand=quiet"));
        for (var kernels : LOOPS) {
            expected.add("-XX:CompileCommand=CompileThresholdScaling," + KERNELS + kernels + "::*,0.02");
        }
        for (var kernels : LOOPS) {
            expected.add("-XX:CompileCommand=BackgroundCompilation," + KERNELS + kernels + "::*,false");
        }
        expected.add("-Dhourglass.jit.directives=false");
        expected.add("-XX:CompileCommand=inline," + KERNELS + "VectorMath::*");
        for (var kernels : CALLED) {
            expected.add("-XX:CompileCommand=dontinline," + KERNELS + kernels + "::*");
        }
        expected.add("-XX:CompileCommand=dontinline," + FILTER + "::means");
        if (Runtime.getRuntime().availableProcessors() < FEW_PROCESSORS) {
            expected.add("-XX:CICompilerCount=3");
        }
        expected.addAll(List.of("-Xlog:cds*=off", "-Xlog:aot*=off",
                "-XX:SharedArchiveFile=" + folder.toRealPath().resolve("cli/target/hourglass.jsa"),
                "-Dhourglass.launcher=" + folder.toRealPath().resolve("hourglass"), "-Dhourglass.terminal=false",
                "-Dhourglass.columns=80"));

        var run = launcher.run();

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).first().isEqualTo("java 25");
        assertThat(run.out()).filteredOn(line -> line.startsWith("option "))
                .containsExactlyElementsOf(expected.stream().map("option "::concat).toList());
    }

    @Test
    void namesKernelsThatThereAreInTheOptions() throws IOException {
        var named = Pattern.compile("CompileThresholdScaling,(" + Pattern.quote(KERNELS) + "[\\w.]+)::")
                .matcher(Files.readString(Path.of("..", "jvm.options")));

        assertThat(named.results().map(match -> match.group(1)))
                .hasSize(7)
                .allSatisfy(kernel -> assertThatCode(() -> Class.forName(kernel, false, getClass().getClassLoader()))
                        .doesNotThrowAnyException());
    }

    @Test
    void namesAFilterThatThereIsInTheOptions() throws Exception {
        assertThat(Class.forName(FILTER, false, getClass().getClassLoader()).getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("means"));
    }

    @Test
    void handsOnOptionsThatTheUserAdds() throws Exception {
        var run = LauncherFolder.ofProbe(folder).run(Map.of("HOURGLASS_JAVA_OPTS", "-Xmx300m -Dcolour=blue"));

        assertThat(run.out()).contains("option -Xmx300m", "option -Dcolour=blue");
    }

    @Test
    void givesServersACollectorOfTheirOwn() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);

        assertThat(launcher.run("serve", "runs").out()).contains("option -XX:-UseSerialGC", "option -XX:+UseG1GC");
        assertThat(launcher.run("train", "serve").out()).doesNotContain("option -XX:+UseG1GC");
    }

    @Test
    void handsOnArgumentsAsTheyAre() throws Exception {
        var run = LauncherFolder.ofProbe(folder).run("train", "two words", "", "*", "$HOME", "--set=a='b'");

        assertThat(run.out()).filteredOn(line -> line.startsWith("argument "))
                .containsExactly("argument train", "argument two words", "argument ", "argument *", "argument $HOME",
                        "argument --set=a='b'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 141})
    void passesTheExitCodeOn(int exitCode) throws Exception {
        assertThat(LauncherFolder.ofProbe(folder).run(Integer.toString(exitCode)).exitCode()).isEqualTo(exitCode);
    }

    @Test
    void runsFromAFolderWithSpacesThroughALinkInAnotherFolder() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder.resolve("my tools (new)"));
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/hourglass"), Path.of("../my tools (new)/hourglass"));

        var run = launcher.shell(Map.of(), "cd / && '%s' one".formatted(folder.resolve("bin/hourglass")));

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out()).last().isEqualTo("argument one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "de_DE.ISO-8859-1"})
    void readsLettersOfEveryLanguageInEveryLocale(String locale) throws Exception {
        var launcher = LauncherFolder.ofProbe(folder.resolve("probe"));
        // A shell makes the names: the JVM of this test may run in a locale without these letters.
        var run = launcher.shell(Map.of("LC_ALL", locale), """
                mkdir -p ~+/größe/住所 && cp -r "$PWD/hourglass" "$PWD/jvm.options" "$PWD/cli" größe/ && cd größe/住所
                HOME=$PWD ../hourglass 'Übung ß.yaml' 数据
                """);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("argument Übung ß.yaml", "argument 数据");
    }

    @Test
    void passesOverAJavaHomeOfAnotherVersion() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);
        var old = launcher.jdk("jdk-21", "21.0.9");
        var path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");

        var run = launcher.run(Map.of("JAVA_HOME", old.toString(), "PATH", path));

        assertThat(run.out()).first().isEqualTo("java 25");
    }

    @Test
    void prefersTheFirstJdkWithoutTheFaultOfThePinnedArrays() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);
        launcher.searching(launcher.jdk("jdk-26", "26.0.1"), launcher.jdk("jdk-25.0.2", "25.0.2"),
                launcher.jdk("jdk-25.0.10", "25.0.10"), launcher.jdk("jdk-25.0.4", "25.0.4"));

        assertThat(launcher.run().out()).containsExactly("jdk-25.0.10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.1", "25.0.2", "25-ea"})
    void takesAnOlderJdk25WhereThereIsNoNewer(String version) throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);
        launcher.searching(launcher.jdk("jdk-17", "17.0.12"), launcher.jdk("jdk-25-old", version));

        assertThat(launcher.run().out()).containsExactly("jdk-25-old");
    }

    @Test
    void asksJavaItselfWhereNoFileNamesTheVersion() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);
        launcher.searching(launcher.jdkWithoutReleaseFile("jdk-24", "24.0.2"),
                launcher.jdkWithoutReleaseFile("jdk-25", "25.0.3"));

        assertThat(launcher.run().out()).containsExactly("jdk-25");
    }

    @Test
    void needsOneSentenceWhereThereIsNoJdk25() throws Exception {
        var launcher = LauncherFolder.ofProbe(folder);
        launcher.searching(launcher.jdk("jdk-21", "21.0.9"), launcher.jdk("jdk-2", "2.5.0"),
                launcher.jdk("jdk-250", "250.0.3"));

        var run = launcher.run("demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().startsWith("hourglass: needs JDK 25: install one from");
    }
}
