package dev.cachekit.sample.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.Visitors;
import dev.cachekit.spring.console.testing.Browser;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a browser, as a user handles it. */
final class Page implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Browser browser = Browser.start();
    private final String address;

    Page(int port) {
        this.address = "http://localhost:" + port + "/";
        browser.size(1280, 900);
        browser.prefer("light");
    }

    void open(String place) {
        open(address, place);
    }

    void open(String node, String place) {
        browser.open("about:blank");
        browser.open(node + "#/" + place);
        await().atMost(PATIENCE).until(() -> !browser.all("main h1").isEmpty());
    }

    /** As by a link: the page stays, and with it what its panel has listed. */
    void go(String place, String title) {
        browser.run("location.hash = '#/" + place + "'");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(title()).isEqualTo(title));
    }

    void signIn(long userId) {
        open("sign-in");
        browser.write("name", "user" + userId);
        browser.write("password", Visitors.USER_PASSWORD + Keys.ENTER);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(title()).isEqualTo("Your feed"));
    }

    String title() {
        return browser.all("main h1").stream()
                .map(WebElement::getText)
                .findFirst()
                .orElse("");
    }

    void write(String message) {
        browser.write("new-message", message);
    }

    void send(String message) {
        browser.write("new-message", message + Keys.ENTER);
    }

    List<String> messages() {
        return texts(".message");
    }

    List<String> texts(String selector) {
        return browser.all(selector).stream().map(WebElement::getText).toList();
    }

    /** Waits until one of the elements has a text with this part. */
    void until(String selector, String part) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(texts(selector)).anyMatch(text -> text.contains(part)));
    }

    void untilThereAre(String selector) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.all(selector)).isNotEmpty());
    }

    void untilState(String state) {
        browser.untilText("state", state);
    }

    /** Where the upper edge of a post is in the window, in pixels. */
    double topOf(long postId) {
        return ((Number) browser.run(
                        "return document.querySelector('[data-post=\"' + arguments[0] + '\"]').getBoundingClientRect().top",
                        postId))
                .doubleValue();
    }

    /** The posts, from the first to the last. */
    List<Long> posts() {
        List<?> posts = (List<?>)
                browser.run("return [...document.querySelectorAll('[data-post]')].map(post => post.dataset.post)");
        return posts.stream().map(String::valueOf).map(Long::valueOf).toList();
    }

    WebElement likeButton(long postId) {
        return browser.all("[data-post='" + postId + "'] .like").get(0);
    }

    @Override
    public void close() {
        browser.close();
    }
}
