package dev.cachekit.spring.console.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of this machine that looks at one page. */
public final class Browser implements AutoCloseable {

    /** EvidenceTest accepts this reason for a test that did not run, and {@code .ci/run} does not. */
    public static final String MISSING = "not run: Chromium and its driver are not installed here";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    public static boolean isInstalled() {
        return chromium().isPresent() && onPath("chromedriver").isPresent();
    }

    /** Both programs are named, so that nothing is looked for elsewhere, or loaded. */
    public static Browser start() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--disable-dev-shm-usage",
                "--lang=en");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public void open(String url) {
        driver.get(url);
    }

    /** As a device of that size has it; a window cannot be made as narrow. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public void prefer(String colours) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    public WebElement find(String id) {
        return driver.findElement(By.id(id));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public String text(String id) {
        return find(id).getText();
    }

    public void click(String id) {
        find(id).click();
    }

    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    public String focused() {
        return String.valueOf(driver.switchTo().activeElement().getDomAttribute("id"));
    }

    public void write(String id, String text) {
        find(id).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The time until a text is there, by looks every 20 ms. */
    public Duration untilText(String id, String part) {
        long start = System.nanoTime();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(NoSuchElementException.class) // another page is on its way
                .untilAsserted(() -> assertThat(text(id)).contains(part));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What the browser complains of: scripts that fail, things that its policy forbids. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** As at the end of a session. */
    public void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** The roles that a screen reader is told of an element and all that is in it. */
    public List<String> roles(String id) {
        return find(id).findElements(By.xpath("descendant-or-self::*")).stream()
                .map(WebElement::getAriaRole)
                .toList();
    }

    /** For the documentation, when asked for: {@code -Dcachekit.screenshots=docs/images}. */
    public void screenshot(String name) throws IOException {
        String directory = System.getProperty("cachekit.screenshots");
        if (directory != null) {
            Path images = Files.createDirectories(Path.of("..", directory));
            Files.write(images.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
