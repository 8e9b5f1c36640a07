package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A headless Chromium, and what it complains of.
final class StudioBrowser implements AutoCloseable {
    private static final List<Path> BROWSERS = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String AXE = resource("/axe.min.js");

    private final ChromeDriver driver;

    /// @param profile an empty folder
    StudioBrowser(Path profile) {
        var browser = BROWSERS.stream().filter(Files::isExecutable).findFirst();
        boolean isThere = browser.isPresent() && Files.isExecutable(DRIVER);
        if (!isThere && System.getenv("CI") != null) {
            throw new AssertionError("expected Chromium and its driver, which .ci/run installs");
        }
        assumeTrue(isThere, "no Chromium with its driver on this machine");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
                "--window-size=1280,900", "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
        driver.get("about:blank");
        requests(); // those of the page that the browser begins with
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(StudioBrowser.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    WebElement find(String css) {
        return await(css, () -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed).findFirst().orElse(null));
    }

    WebElement button(String text) {
        return await("a button " + text, () -> driver.findElements(By.xpath(
                "//main//*[self::button or self::a][normalize-space()='" + text + "']")).stream()
                .filter(WebElement::isDisplayed).findFirst().orElse(null));
    }

    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    Object script(String code, Object... arguments) {
        return Objects.requireNonNullElse(((JavascriptExecutor) driver).executeScript(code, arguments), "");
    }

    /// Waits for something to be there.
    <T> T await(String what, Supplier<? extends @Nullable T> found) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var value = found.get();
                if (value != null) return value;
            } catch (StaleElementReferenceException _) {
                // The page has drawn itself again.
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("expected %s, found:%n%s".formatted(what, text()));
            }
            pause();
        }
    }

    void awaitThat(String what, BooleanSupplier condition) {
        await(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void open(String hash) {
        script("location.hash = arguments[0]", hash);
    }

    void setScheme(String scheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /// What axe-core finds, in both colour schemes.
    void requireAccessible(String page) {
        for (var scheme : List.of("dark", "light")) {
            setScheme(scheme);
            script(AXE);
            var found = driver.executeAsyncScript("""
                    const done = arguments[arguments.length - 1];
                    axe.run().then(result => done(JSON.stringify(result.violations.map(violation =>
                        violation.id + ': ' + violation.nodes.map(node => node.target.join(' ')).join(', ')))));
                    """);
            assertThat(found).as("%s, %s", page, scheme).isEqualTo("[]");
        }
    }

    /// A picture of the whole page.
    void screenshot(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var height = ((Number) script("return document.documentElement.scrollHeight")).longValue();
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", 1280, "height", Math.max(900, height), "deviceScaleFactor", 1, "mobile", false));
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /// What the page wrote to its console since the last time, warnings and errors.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage()).toList();
    }

    /// Where the page sent requests since the last time.
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
