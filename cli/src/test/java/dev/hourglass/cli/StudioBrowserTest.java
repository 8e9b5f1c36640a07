package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/// A walk through the studio in Chromium: each step goes on where the one before ended.
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // JUnit and begin() set the fields
class StudioBrowserTest {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    private static final Path SHOTS = Path.of("target/studio");
    private static final Pattern LINK = Pattern.compile("open (http://\\S+) \\(works once\\)");
    private static final String TINY = """
            # A small network for a look.
            data: mnist
            model:
              input: 784
              encoder: [dense: {units: 12, activation: relu}]
              decoder: [dense: {units: 784, activation: sigmoid}]
              loss: mean_squared_error
            train: {optimizer: {adam: 0.003}, epochs: 40, batch: 256}
            """;

    private static final String SIGNAL = """
            data: days.npy
            model:
              input: [48, 2]
              encoder: [conv1d: {filters: 8, kernel: 5, stride: 2, activation: silu}, flatten, dense: 2]
              decoder:
                - dense: {units: 192, activation: silu}
                - reshape: [24, 8]
                - upsample1d: 2
                - conv1d: {filters: 2, kernel: 5}
              loss: mean_squared_error
            train: {optimizer: {adam: 0.003}, epochs: 5, batch: 32}
            """;

    @TempDir
    private static Path folder;

    private static Path runs;
    private static Process studio;
    private static StudioBrowser browser;
    private static String address;

    @BeforeAll
    static void begin() throws IOException {
        browser = new StudioBrowser(Files.createDirectory(folder.resolve("profile")));
        runs = Files.createDirectory(folder.resolve("runs"));
        studio = new AnotherJvm().start("studio", runs.toString(), "--port", "0", "--no-open");
        var err = studio.errorReader(StandardCharsets.UTF_8);
        for (var line = err.readLine(); line != null; line = err.readLine()) {
            var link = LINK.matcher(line);
            if (link.find()) {
                address = link.group(1);
                break;
            }
        }
        Thread.ofVirtual().start(() -> err.lines().forEach(System.err::println));
    }

    @AfterAll
    static void end() {
        if (studio != null) studio.toHandle().destroy();
        if (browser != null) browser.close();
    }

    private static void requireQuiet() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith(address.replaceFirst("\\?.*", ""))
                || url.startsWith("data:") || url.startsWith("blob:"));
    }

    private static void look(String name) throws IOException {
        browser.requireAccessible(name);
        assertThat(browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s: what is wider than the window", name).isEqualTo(0L);
        browser.screenshot(SHOTS.resolve(name + ".png"));
        requireQuiet();
    }

    private static Hourglass train(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run;
    }

    @Test
    @Order(1)
    void opensWithTheLinkAndOffersATraining() throws IOException {
        browser.driver().get(address);

        browser.awaitThat("an offer", () -> browser.text().contains("A denoiser of digits"));
        assertThat(browser.driver().getCurrentUrl()).doesNotContain("link=");
        look("nothing");
    }

    @Test
    @Order(2)
    void saysWhatIsWrongWithASpecUntilItIsMended() throws IOException {
        browser.open("#/train?example=dense");
        browser.awaitThat("a good spec", () -> browser.text().contains("A good spec: 57,268 parameters."));
        type(TINY.replace("relu", "rellu"));

        browser.awaitThat("the parser's sentence", () -> browser.text()
                .contains("Line 5: model.encoder layer 1 (dense) activation: unknown activation 'rellu'"));
        assertThat(browser.button("Train").isEnabled()).isFalse();
        look("train");

        type(TINY);
        browser.awaitThat("a good spec", () -> browser.text().contains("A good spec: 19,612 parameters."));
    }

    /// In the place of all that stands in the editor, as a person pastes it.
    private static void type(String text) {
        browser.find(".editor");
        browser.awaitThat("the editor", () -> browser.script(
                "return !!document.querySelector('.editor').shadowRoot?.querySelector('.cm-content')").equals(true));
        browser.script("document.querySelector('.editor').shadowRoot.querySelector('.cm-content').focus()");
        new Actions(browser.driver()).keyDown(Keys.CONTROL).sendKeys("a").keyUp(Keys.CONTROL).sendKeys(Keys.DELETE)
                .perform();
        browser.script("""
                const content = document.querySelector('.editor').shadowRoot.querySelector('.cm-content');
                const data = new DataTransfer();
                data.setData('text/plain', arguments[0]);
                content.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
                """, text);
    }

    @Test
    @Order(3)
    void watchesATrainingStopsItAndResumesIt() throws IOException {
        browser.find("input[type=text]").clear();
        browser.find("input[type=text]").sendKeys("small");
        browser.button("Train").click();

        browser.awaitThat("the run", () -> browser.driver().getCurrentUrl().endsWith("#/runs/small-1"));
        browser.awaitThat("epochs", () -> browser.text().matches("(?s).*epoch [1-9]\\d* of 40.*"));
        browser.button("Stop").click();
        browser.find(".state.interrupted");
        assertThat(runs.resolve("small-1/model.hourglass")).exists();
        assertThat(runs.resolve("small-1/report.html")).exists();
        assertThat(Files.readString(runs.resolve("small-1/spec.yaml"))).isEqualTo(TINY);

        browser.button("Resume").click();
        browser.awaitThat("that it trains again", () -> browser.text().contains("training"));
        browser.awaitThat("the last epoch", () -> browser.text().contains("epoch 40 of 40")
                && browser.text().contains("completed"));
        browser.awaitThat("measures", () -> browser.text().contains("PSNR of the reconstruction"));
        assertThat(browser.text()).contains("Epoch by epoch").contains("# A small network for a look.");
        look("run");
    }

    @Test
    @Order(4)
    void resumesToTheSameBits() throws IOException {
        var spec = Files.writeString(folder.resolve("small.yaml"), TINY);

        train("train", spec.toString(), "--out", runs.resolve("small-2").toString());

        assertThat(sha("small-1")).isEqualTo(sha("small-2"));
    }

    private static String sha(String run) {
        return TrainedAutoencoder.load(runs.resolve(run).resolve("model.hourglass")).weightsSha256();
    }

    @Test
    @Order(5)
    void movesAllPicturesWithOneSlider() {
        var epoch = browser.find("#epoch");
        var before = pixels("canvas[aria-label^='Reconstructions after']");

        epoch.sendKeys(Keys.HOME);

        browser.awaitThat("the first epoch", () -> browser.driver()
                .findElements(By.cssSelector("canvas[aria-label='Reconstructions after epoch 1']")).size() == 1);
        browser.awaitThat("other pictures",
                () -> !pixels("canvas[aria-label='Reconstructions after epoch 1']").equals(before));
        requireQuiet();
    }

    private static String pixels(String css) {
        return browser.script("return document.querySelector(arguments[0])?.toDataURL() ?? ''", css).toString();
    }

    @Test
    @Order(6)
    void comparesRuns() throws IOException {
        var spec = Files.writeString(folder.resolve("narrow.yaml"), TINY.replace("units: 12", "units: 6"));
        train("train", spec.toString(), "--epochs", "3", "--out", runs.resolve("narrow-1").toString());
        browser.open("#/");
        for (var run : List.of("small-1", "narrow-1")) browser.find("input[aria-label='Compare " + run + "']").click();
        look("runs");

        browser.button("Compare 2 runs").click();

        browser.awaitThat("what differs", () -> browser.text().contains("model.encoder.1.dense.units"));
        assertThat(browser.text()).contains("train.epochs").doesNotContain("model.loss");
        look("compare");
    }

    @Test
    @Order(7)
    void decodesWhatLiesUnderThePointer() throws IOException {
        train("train", EXAMPLES.resolve("deep-2d.yaml").toString(), "--epochs", "2", "--out",
                runs.resolve("map-1").toString());
        browser.open("#/models/map-1/explore");
        var scatter = browser.find(".scatter canvas");
        browser.awaitThat("a decoded code", () -> !pixels("#decoded canvas").isEmpty());
        var before = pixels("#decoded canvas");

        new Actions(browser.driver()).moveToElement(scatter, 40, 30).clickAndHold().moveByOffset(60, -50).release()
                .perform();

        browser.awaitThat("another picture", () -> !pixels("#decoded canvas").equals(before));
        var model = TrainedAutoencoder.load(runs.resolve("map-1/model.hourglass"));
        browser.awaitThat("the pixels of the model's own decode", () -> levels("#decoded canvas")
                .equals(levels(model.decode(new float[][] {code()})[0])));

        var byPointer = pixels("#decoded canvas");
        scatter.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_UP);
        browser.awaitThat("another picture", () -> !pixels("#decoded canvas").equals(byPointer));
        new Actions(browser.driver()).moveToElement(scatter, 2, 3).perform();
        look("codes");
    }

    private static float[] code() {
        return new float[] {number("#dimension-0"), number("#dimension-1")};
    }

    private static float number(String css) {
        return Float.parseFloat(browser.script("return document.querySelector(arguments[0]).value", css).toString());
    }

    private static List<Long> levels(String css) {
        @SuppressWarnings("unchecked") // what the script gives
        var found = (List<Long>) browser.script("""
                const canvas = document.querySelector(arguments[0]);
                const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                return Array.from(data).filter((_, i) => i % 4 === 0);
                """, css);
        return found;
    }

    private static List<Long> levels(float[] values) {
        var levels = new ArrayList<Long>();
        for (float value : values) levels.add((long) Math.round(255 * Math.clamp(value, 0f, 1f)));
        return levels;
    }

    @Test
    @Order(8)
    void reconstructsADrawnDigit() throws IOException {
        browser.open("#/models/small-1/draw");
        var pad = browser.find("#pad");
        browser.awaitThat("a reconstruction", () -> !pixels("#reconstructed canvas").isEmpty());
        var before = pixels("#reconstructed canvas");

        new Actions(browser.driver()).moveToElement(pad, -60, -90).clickAndHold().moveByOffset(110, 0)
                .moveByOffset(-60, 180).release().perform();

        browser.awaitThat("another reconstruction", () -> !pixels("#reconstructed canvas").equals(before));
        assertThat(browser.text()).contains("Code");
        look("draw");
        browser.open("#/models/small-1/layers");
        browser.awaitThat("activations", () -> browser.text().contains("encoder.0, 12"));
        look("layers");
    }

    @Test
    @Order(9)
    void movesTheThresholdOfATable() throws IOException {
        train("train", Path.of("../examples/data/penguins.csv").toAbsolutePath().normalize().toString(), "--epochs",
                "30", "--out", runs.resolve("penguins-1").toString());
        browser.open("#/models/penguins-1/anomalies");
        var histogram = browser.find("#histogram");
        browser.awaitThat("the strangest rows", () -> browser.text().contains("The strangest"));
        double before = TableModel.load(runs.resolve("penguins-1/model.hourglass")).threshold();

        new Actions(browser.driver()).moveToElement(histogram, 100, 0).clickAndHold().moveByOffset(60, 0).release()
                .perform();
        double shown = Double.parseDouble(browser.text().replaceFirst("(?s).*Threshold ([0-9.]+).*", "$1"));
        browser.button("Write the threshold into the model file").click();

        browser.awaitThat("that it is written", () -> browser.text().contains("has this threshold now"));
        double after = TableModel.load(runs.resolve("penguins-1/model.hourglass")).threshold();
        assertThat(after).isNotEqualTo(before).isCloseTo(shown, within(1e-3 * shown));
        look("anomalies");
    }

    @Test
    @Order(10)
    void drawsSignals() throws IOException {
        Npy.write(folder.resolve("days.npy"), Shape.of(48, 2), days());
        var spec = Files.writeString(folder.resolve("signal.yaml"), SIGNAL);
        train("train", spec.toString(), "--data", folder.resolve("days.npy").toString(), "--out",
                runs.resolve("signal-1").toString());
        browser.open("#/runs/signal-1");
        browser.awaitThat("two lines of eight", () -> browser.driver()
                .findElements(By.cssSelector("canvas[aria-label^='Reconstructions after']")).size() == 2);
        look("signal-run");

        browser.open("#/models/signal-1/explore");
        browser.awaitThat("a curve", () -> !pixels("#decoded canvas").isEmpty());
        look("signal-codes");

        browser.open("#/models/signal-1/layers");
        browser.awaitThat("a row for each channel",
                () -> browser.driver().findElements(By.cssSelector("canvas[aria-label$='a row for each channel']"))
                        .size() == 3);
        look("signal-layers");
    }

    /// Two days of flights and their delays, hour by hour, from every sixth hour on.
    private static float[][] days() throws IOException {
        var hours = new ArrayList<float[]>();
        for (var line : Files.readAllLines(EXAMPLES.resolve("data/flights.csv")).stream().skip(1).toList()) {
            var cells = line.split(",", -1);
            hours.add(new float[] {
                Float.parseFloat(cells[1]) / 100, cells[2].isEmpty() ? 0 : Float.parseFloat(cells[2]) / 100});
        }
        var days = new float[(hours.size() - 48) / 6][96];
        for (int i = 0; i < days.length; i++) {
            for (int hour = 0; hour < 48; hour++) System.arraycopy(hours.get(6 * i + hour), 0, days[i], 2 * hour, 2);
        }
        return days;
    }

    @Test
    @Order(11)
    void opensManyRunsAndLongOnesAtOnce() throws IOException {
        var lines = new StringBuilder();
        for (int epoch = 1; epoch <= 5000; epoch++) {
            lines.append(
                    String.format(Locale.ROOT, "{\"epoch\":%d,\"loss\":%.6f,\"learning_rate\":0.001,\"seconds\":0.1}%n",
                            epoch, 1.0 / epoch));
        }
        for (int i = 1; i <= 200; i++) {
            var run = Files.createDirectory(runs.resolve("many-" + i));
            Files.writeString(run.resolve("history.jsonl"), i == 1 ? lines : lines.substring(0, 7000));
        }
        browser.open("#/");
        browser.awaitThat("all runs", () -> browser.text().contains("many-200"));

        assertThat(millisUntil("#/runs/many-1", "5000 epochs")).isLessThan(3000);
        assertThat(millisUntil("#/", "many-200")).isLessThan(3000);
        requireQuiet();
    }

    private static long millisUntil(String hash, String text) {
        return ((Number) Objects.requireNonNull(browser.driver().executeAsyncScript("""
                const [hash, text, done] = arguments;
                const begin = performance.now();
                location.hash = hash;
                const look = () => document.querySelector('main').innerHTML.includes(text)
                    ? done(performance.now() - begin) : requestAnimationFrame(look);
                look();
                """, hash, text))).longValue();
    }
}
