package dev.cachekit.sample.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.Visitors;
import dev.cachekit.spring.console.testing.Browser;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees and does on the page, with one browser and one application for all. */
@NeedsCache("the console, which shows caches")
class ConsoleBrowserTest {

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final String NAUGHTY = "<img src=x onerror=window.pwned=1>";

    private static ConsoleScene scene;
    private static Browser browser;

    @BeforeEach
    void open() {
        assumeTrue(Browser.isInstalled(), Browser.MISSING);
        if (browser == null) {
            scene = new ConsoleScene();
            browser = Browser.start();
            signIn();
        }
        browser.size(1280, 900);
        browser.prefer("light");
        browser.open("about:blank"); // so that the next is read anew, whatever stands behind its #
        browser.open(scene.console());
        browser.untilText("state-text", "Up");
    }

    /** Whoever is not the admin is shown the form, and led back to the console from there. */
    private static void signIn() {
        browser.open(scene.console());
        browser.write("username", "admin");
        browser.write("password", Visitors.ADMIN_PASSWORD + Keys.ENTER);
        browser.untilText("state-text", "Up");
    }

    @AfterEach
    void complainsOfNothingButAnswersThatItTellsOf() {
        if (browser != null) {
            assertThat(browser.complaints()).allMatch(line -> line.contains("Failed to load resource"));
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            scene.close();
        }
    }

    @Test
    void numbersMoveUnderLoadAndAreThoseOfTheActuator() throws Exception {
        try (Load load = new Load(scene.address())) {
            long before = saved();
            await().atMost(Duration.ofSeconds(15)).until(() -> saved() > before + 500);
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(browser.text("tile-calls"))
                            .doesNotStartWith("0 ")
                            .endsWith("/ s"));
            assertThat(browser.all("#caches tbody tr")).hasSizeGreaterThanOrEqualTo(4);
            assertThat(browser.text("tile-latency")).contains("/").containsAnyOf("ms", "µs");
            awaitKeysLimitersAndLocks();
            pictures();
        }
        // whoever was reading has ended
        long counted = hitsByActuator();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(saved()).isEqualTo(counted));
    }

    private void awaitKeysLimitersAndLocks() {
        browser.click("tab-keys");
        browser.untilText("hot", "profiles 33");
        browser.untilText("removals", "newest-posts");
        browser.click("tab-limiters");
        browser.untilText("limiters", "1,000,000 per 1m");
        browser.click("tab-locks");
        browser.untilText("locks", "publish");
        browser.click("tab-node");
        browser.untilText("store", "redis");
        browser.click("tab-caches");
    }

    private void pictures() throws Exception {
        if (System.getProperty("cachekit.screenshots") == null) {
            return;
        }
        browser.size(1280, 860);
        for (int seconds = 0; seconds < 60; seconds++) { // graphs need something to show
            long before = saved();
            await().atMost(Duration.ofSeconds(10)).until(() -> saved() > before);
        }
        browser.screenshot("console-light");
        browser.prefer("dark");
        browser.screenshot("console-dark");
        browser.size(360, 760);
        browser.screenshot("console-narrow");
        browser.size(1280, 860);
        browser.prefer("light");
        browser.click("tab-keys");
        explain("profiles", "33");
        browser.screenshot("console-keys");
        browser.click("tab-caches");
    }

    @Test
    void explainsAKeyInvalidatesItAndShowsTheEffect() throws Exception {
        scene.get("/api/users/7");
        assertThat(scene.get("/api/users/7").headers().firstValue("X-Cache")).contains("hit");

        browser.click("tab-keys");
        explain("profiles", "7");
        browser.untilText("explained", "A read would be answered from the cache");
        browser.click("invalidate-button");
        assertThat(browser.text("confirm-text")).contains("7").contains("profiles");
        browser.click("confirm-yes");

        browser.untilText("toast", "7 of profiles is invalidated");
        browser.untilText("explained", "A read would load");
        browser.untilText("removals", "profiles 7");
        assertThat(scene.get("/api/users/7").headers().firstValue("X-Cache")).contains("miss");
    }

    @Test
    void nothingIsRemovedWithoutConfirmation() throws Exception {
        scene.get("/api/users/8");
        browser.click("tab-keys");
        explain("profiles", "8");
        browser.untilText("explained", "answered from the cache");

        browser.click("invalidate-button");
        assertThat(browser.focused()).isEqualTo("confirm-no");
        browser.press(Keys.ESCAPE);

        assertThat(browser.find("confirm").isDisplayed()).isFalse();
        assertThat(scene.get("/api/users/8").headers().firstValue("X-Cache")).contains("hit");
    }

    @Test
    void clearsACacheAfterAConfirmation() throws Exception {
        scene.get("/api/users/10");
        browser.untilText("caches", "profiles");
        browser.all("button[aria-label='Clear profiles']").get(0).click();
        assertThat(browser.text("confirm-title")).isEqualTo("Clear the whole cache?");
        browser.click("confirm-yes");

        browser.untilText("toast", "profiles is cleared");
        assertThat(scene.get("/api/users/10").headers().firstValue("X-Cache")).contains("miss");
    }

    @Test
    void aChangeCarriesTheTokenOfSpringSecuritysCookie() {
        browser.run("document.cookie = 'XSRF-TOKEN=a%2Bb; path=/'; const real = window.fetch;"
                + "window.fetch = (url, asked) => {"
                + "  window.token = asked.headers['X-XSRF-TOKEN'] ?? window.token; return real(url, asked); }");
        browser.untilText("caches", "profiles");
        browser.all("button[aria-label='Clear profiles']").get(0).click();
        browser.click("confirm-yes");

        await().untilAsserted(
                        () -> assertThat(browser.run("return window.token")).isEqualTo("a+b"));
        browser.run("document.cookie = 'XSRF-TOKEN=; path=/; max-age=0'"); // the next answer brings a true one
    }

    @Test
    void tellsOfAnOutageAndOfItsEndWithinThreeSeconds() {
        scene.redis.kill();
        Duration told = browser.untilText("state-text", "Degraded");
        assertThat(browser.text("banner")).contains("does not answer");
        scene.redis.restart();
        Duration recovered = browser.untilText("state-text", "Up");

        System.out.printf(
                "console: outage told after %d ms, its end after %d ms, asking every %d ms%n",
                told.toMillis(), recovered.toMillis(), POLL.toMillis());
        assertThat(told).isLessThan(BOUND);
        assertThat(recovered).isLessThan(BOUND);
        assertThat(browser.find("banner").isDisplayed()).isFalse();
    }

    @Test
    void aRemovalThatWaitsForTheStoreIsMarked() throws Exception {
        scene.get("/api/users/22");
        browser.click("tab-keys");
        scene.redis.kill();
        try {
            scene.delete("/actuator/cachekit/profiles/22");
            browser.untilText("removals", "profiles 22 queued");
        } finally {
            scene.redis.restart();
            browser.untilText("state-text", "Up");
        }
    }

    @Test
    void aRequestThatFailsIsToldAndRepeated() {
        browser.run("window.realFetch = window.fetch; window.fetch = () => Promise.reject(new TypeError('cut'))");
        browser.untilText("state-text", "No answer");
        assertThat(browser.text("banner")).contains("no connection");
        browser.run("window.fetch = window.realFetch");
        browser.untilText("state-text", "Up");
        assertThat(browser.find("banner").isDisplayed()).isFalse();
    }

    @Test
    void asksForNothingWhileNobodyLooks() throws InterruptedException {
        browser.run("window.asked = 0; const real = window.fetch;"
                + "window.fetch = (...all) => { window.asked++; return real(...all); };"
                + "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'));");
        long hidden = number("window.asked");
        await().pollDelay(POLL.plusMillis(500))
                .untilAsserted(() -> assertThat(number("window.asked")).isEqualTo(hidden));

        browser.run("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))");
        await().atMost(Duration.ofSeconds(5)).until(() -> number("window.asked") > hidden);
    }

    @Test
    void whatIsSelectedStaysSelectedWhileNumbersMove() throws Exception {
        scene.get("/api/users/1");
        browser.untilText("caches", "profiles");
        browser.run(
                "const cell = document.querySelector('#caches tbody th');"
                        + "getSelection().selectAllChildren(cell); window.cells = [...document.querySelectorAll('#caches td *')]");
        Object selected = browser.run("return getSelection().toString()");
        assertThat(selected).asString().isNotBlank();

        String asOf = browser.text("fresh");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !browser.text("fresh").equals(asOf));
        assertThat(browser.run("return getSelection().toString()")).isEqualTo(selected);
        assertThat(browser.run("return window.cells.filter((cell) => !cell.isConnected).length"))
                .isEqualTo(0L);
    }

    @Test
    void tablesAreTablesForScreenReadersAtAnyWidth() throws Exception {
        scene.get("/api/users/1");
        browser.untilText("caches", "profiles");
        browser.size(360, 760);
        assertThat(browser.roles("caches")).contains("table", "rowgroup", "row", "rowheader", "cell");
    }

    @Test
    void graphsAreTextsForScreenReaders() throws Exception {
        scene.get("/api/users/1");
        browser.untilText("caches", "profiles");
        scene.get("/api/users/1");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> label("#tiles svg.spark").contains("lowest"));
        assertThat(browser.run(Scripts.PICTURES_WITHOUT_LABEL)).isEqualTo(List.of());
        assertThat(label("#tiles svg.spark"))
                .matches("Hit ratio in the last three minutes: lowest .*, highest .*, now .*%");
        assertThat(label("#caches svg.bar")).matches("answered here .*%, by the store .*%, by nobody .*%");
    }

    private static String label(String selector) {
        return String.valueOf(browser.all(selector).get(0).getDomAttribute("aria-label"));
    }

    @Test
    void aKeyInAListIsExplainedByOneClick() throws Exception {
        scene.get("/api/users/21");
        scene.delete("/actuator/cachekit/profiles/21");
        browser.click("tab-keys");
        browser.untilText("removals", "profiles 21");
        browser.all("#removals button[data-key='21']").get(0).click();
        browser.untilText("explained", "A read would load");
        assertThat(browser.find("explain-key").getDomProperty("value")).isEqualTo("21");
        assertThat(browser.focused()).isEqualTo("explain-key");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1280})
    void fitsItsWindow(int width) throws Exception {
        scene.get("/api/users/1/feed");
        browser.size(width, 760);
        for (WebElement tab : browser.all("[role=tab]")) {
            tab.click();
            assertThat(number("document.documentElement.scrollWidth"))
                    .as("width of %s", tab.getText())
                    .isLessThanOrEqualTo(width);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void allTextHasContrastEnough(String colours) throws Exception {
        scene.get("/api/users/1/feed");
        browser.prefer(colours);
        boolean dark = number(Scripts.BRIGHTNESS) < 128;
        assertThat(dark).isEqualTo(colours.equals("dark"));
        for (WebElement tab : browser.all("[role=tab]")) {
            tab.click();
            assertThat(browser.run(Scripts.TOO_FAINT)).isEqualTo(List.of());
        }
    }

    @Test
    void allCanBeDoneByKeys() throws Exception {
        scene.get("/api/users/9");
        browser.untilText("caches", "profiles");
        browser.press(Keys.TAB); // the link past the head
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("tab-caches");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.focused()).isEqualTo("tab-keys");
        assertThat(browser.find("tab-keys").getDomAttribute("aria-selected")).isEqualTo("true");
        assertThat(browser.find("panel-keys").isDisplayed()).isTrue();
        assertThat(browser.find("panel-caches").isDisplayed()).isFalse();
        browser.press(Keys.END);
        assertThat(browser.focused()).isEqualTo("tab-node");
        browser.press(Keys.HOME);
        browser.press(Keys.ARROW_RIGHT);
        browser.press(Keys.TAB); // the panel
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("explain-cache");
        browser.press("profiles");
        browser.press(Keys.TAB);
        browser.press("9" + Keys.ENTER);
        browser.untilText("explained", "answered from the cache");
        browser.press(Keys.TAB);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("invalidate-button");
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("confirm-yes");
        browser.press(Keys.ENTER);
        browser.untilText("explained", "A read would load");
    }

    @Test
    void aKeyThatLooksLikeMarkupIsText() throws Exception {
        scene.get("/api/users/1");
        scene.delete("/actuator/cachekit/profiles/" + UriUtils.encode(NAUGHTY, "UTF-8"));

        browser.click("tab-keys");
        browser.untilText("removals", NAUGHTY);
        explain("profiles", NAUGHTY);
        browser.untilText("explained", "A read would load");
        assertThat(browser.all("img, #removals script")).isEmpty();
        assertThat(browser.run("return window.pwned")).isNull();
    }

    @Test
    void itsPolicyForbidsOtherScripts() {
        browser.run("const s = document.createElement('script'); s.textContent = 'window.pwned = 2';"
                + "document.body.append(s)");
        assertThat(browser.run("return window.pwned")).isNull();
        assertThat(browser.complaints()).anyMatch(line -> line.contains("Content Security Policy"));
    }

    private static void explain(String cache, String key) {
        browser.untilText("explain-cache", cache);
        browser.run("document.getElementById('explain-cache').value = arguments[0]", cache);
        browser.write("explain-key", key);
        browser.click("explain-button");
    }

    private static long saved() {
        String exact = browser.find("tile-saved").getDomAttribute("title");
        return exact == null ? 0 : Long.parseLong(exact.replace(",", ""));
    }

    /** Of all caches. */
    private static long hitsByActuator() throws Exception {
        long hits = 0;
        for (String cache : List.of("profiles", "followees", "newest-posts", "posts")) {
            hits += JsonMapper.shared()
                    .readTree(scene.get("/actuator/cachekit/" + cache).body())
                    .path("stats")
                    .path("hits")
                    .asLong();
        }
        return hits;
    }

    private static long number(String expression) {
        return ((Number) Objects.requireNonNull(browser.run("return " + expression))).longValue();
    }
}
