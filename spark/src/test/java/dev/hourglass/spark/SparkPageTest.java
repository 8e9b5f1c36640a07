package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of docs/spark.md are compiled, submitted and run as they stand there.
class SparkPageTest {
    private static final String PAGE = page();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "spark.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The program of a language in which a word stands.
    private static String program(String language, String word) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(PAGE).results()
                .map(found -> found.group(1)).filter(text -> text.contains(word)).findFirst().orElseThrow();
    }

    private Path compiled(String name) throws IOException {
        var source = Files.writeString(folder.resolve(name + ".java"), program("java", "class " + name));
        var classes = Files.createDirectories(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-cp", Sessions.classPath(),
                "-d", classes.toString(), source.toString());
        assertThat(code).isZero();
        return classes;
    }

    private void run(Path classes, String name, String... arguments) throws Exception {
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) arguments);
        }
    }

    private void writeRows() throws IOException {
        try (var session = Sessions.local(2)) {
            SmallModels.frame(session, SmallModels.rows(500, 7)).write()
                    .parquet(folder.resolve("rows.parquet").toString());
        }
        SmallModels.initial(SmallModels.dense()).save(folder.resolve("model.hourglass"));
    }

    @Test
    void theLineSubmitsTheProgram() throws Exception {
        writeRows();
        var jar = folder.resolve("score-rows.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("ScoreRows.class"));
            Files.copy(compiled("ScoreRows").resolve("ScoreRows.class"), out);
        }
        var line = program("sh", "spark-submit").strip();
        // The class path has the jars of the module.
        var words = new ArrayList<>(List.of(line.replaceAll("--jars \\$\\(.*?\\) ", "").split(" ")));
        assertThat(words.removeFirst()).isEqualTo("spark-submit");
        words.addAll(0, List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"));

        var command = Sessions.java(Class.forName("org.apache.spark.deploy.SparkSubmit"), words.toArray(String[]::new));
        int code = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start().waitFor();

        assertThat(code).isZero();
        try (var session = Sessions.local(2)) {
            var scored = session.read().parquet(folder.resolve("scored.parquet").toString());
            assertThat(scored.columns()).containsExactly("id", "features", "code", "error");
            assertThat(scored.count()).isEqualTo(500);
        }
    }

    @Test
    void theProgramTrains() throws Exception {
        writeRows();
        var spec = Files.writeString(folder.resolve("spec.yaml"), program("yaml", "train:"));
        try (var session = Sessions.local(2)) {
            assertThat(session).isNotNull();

            run(compiled("TrainModel"), "TrainModel", spec.toString(), folder.resolve("rows.parquet").toString(),
                    folder.resolve("checkpoints").toString(), folder.resolve("model").toString());
        }

        try (var session = Sessions.local(2)) {
            var model = AutoencoderModel.load(folder.resolve("model").toString());
            assertThat(model.autoencoder().metadata()).containsEntry("spark.mode", "single");
            assertThat(session.version()).startsWith("4.");
        }
    }

    @Test
    void theScalaShellRunsItsLines() throws Exception {
        writeRows();
        var lines = program("scala", "val model").replace("\"model.hourglass\"", quoted("model.hourglass"))
                .replace("\"rows.parquet\"", quoted("rows.parquet"));
        var source = Files.writeString(folder.resolve("Lines.scala"),
                "object Lines { def run(spark: org.apache.spark.sql.SparkSession): Unit = {\n" + lines + "\n} }\n");
        var classes = Files.createDirectories(folder.resolve("scala"));
        var options = Files.writeString(folder.resolve("options"), "-cp \"" + Sessions.classPath() + "\"");
        assertThat(
                scala.tools.nsc.Main.process(new String[] {"@" + options, "-d", classes.toString(), source.toString()}))
                .isTrue();

        try (var session = Sessions.local(2);
                var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Lines").getMethod("run", SparkSession.class).invoke(null, session);
        }
    }

    private String quoted(String file) {
        return "\"" + folder.resolve(file) + "\"";
    }

    @Test
    void theJarsThatAreSubmittedAreThoseOfTheModule() {
        assertThat(Arrays.asList(program("sh", "spark-submit").split(" "))).contains("--jars", "$(ls");
    }
}
