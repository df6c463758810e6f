package dev.cachekit.sample.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachekit.sample.NeedsTwoNodes;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.cluster.TwoNodes;
import dev.cachekit.sample.console.Scripts;
import dev.cachekit.spring.console.testing.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two users, each in a browser of their own, on two nodes that share a Redis server which the first has started. */
@NeedsTwoNodes("the page in two browsers at two nodes, and its panel")
class PageBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The board may be as old as its cache allows. */
    private static final Duration TRENDING = Duration.ofSeconds(60);

    private static final long CONVERSATION = 1;
    private static final Cost FROM_THE_CACHE = new Cost("caches", 0, true);
    private static final String NAUGHTY = "<img src=x onerror=window.pwned=1>";

    private static TwoNodes nodes;
    private static Page a;
    private static Page b;
    private static long userA;
    private static long userB;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Browser.isInstalled(), Browser.MISSING);
        if (nodes == null) {
            nodes = TwoNodes.start();
            List<Long> members = members();
            userA = members.get(0);
            userB = members.get(1);
            a = new Page(nodes.portA());
            b = new Page(nodes.portB());
            a.signIn(userA);
            b.signIn(userB);
        }
    }

    @AfterEach
    void complainsOfNothing() {
        if (a != null) {
            assertThat(a.browser.complaints()).allMatch(PageBrowserTest::isAnAnswer);
            assertThat(b.browser.complaints()).allMatch(PageBrowserTest::isAnAnswer);
        }
    }

    /** A visitor is not signed in, and a server that is ended does not answer: the browser logs both, the page tells. */
    private static boolean isAnAnswer(String line) {
        return line.contains("Failed to load resource") || line.contains("WebSocket connection");
    }

    @AfterAll
    static void stop() throws Exception {
        if (nodes != null) {
            a.close();
            b.close();
            nodes.close();
        }
    }

    @Test
    void messageTypedOnOneNodeAppearsOnTheOther() throws Exception {
        a.open("chat/" + CONVERSATION);
        b.open("chat/" + CONVERSATION);
        a.until("#online li", "user" + userB);

        a.write("Tea");
        b.until(".typing", "user" + userA + " is typing");
        a.send("Tea at five?");

        b.until(".message", "Tea at five?");
        a.until(".message.own", "Tea at five?");
        assertThat(a.messages().stream().filter(text -> text.contains("Tea at five?")))
                .hasSize(1);
        b.send("With cake, please");
        a.until(".message", "With cake, please");
        a.browser.screenshot("sample-chat");
    }

    @Test
    void likeIsCountedOnceHoweverManyPagesAreOpen() throws Exception {
        a.open("trending");
        a.untilThereAre("[data-post]");
        long post = Long.parseLong(a.browser.all("[data-post]").get(0).getDomAttribute("data-post"));
        int before = likes(post);
        a.likeButton(post).click();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(a.likeButton(post).getText()).isEqualTo("♥ " + (before + 1)));

        Page second = new Page(nodes.portB());
        try {
            second.signIn(userA);
            second.open("trending");
            second.untilThereAre("[data-post='" + post + "']");
            assertThat(second.likeButton(post).getDomAttribute("aria-pressed")).isEqualTo("true");
            assertThat(likes(post)).isEqualTo(before + 1);
        } finally {
            second.close();
        }
        a.likeButton(post).click();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(likes(post)).isEqualTo(before));
    }

    @Test
    void whoSignsInOnOneNodeIsSignedInOnTheOther() throws Exception {
        a.open("http://localhost:" + nodes.portB() + "/", "feed");

        a.until("main h1", "Your feed");
    }

    @Test
    void bothPagesStayUsableWhileRedisIsAwayAndTellSo() throws Exception {
        a.open("feed");
        a.untilState("Cache on");
        a.untilThereAre("[data-post]");
        a.browser.screenshot("sample-feed");

        try {
            a.browser.click("switch-redis");
            a.untilState("Degraded");
            b.open("feed");
            b.untilState("Degraded");
            a.open("feed");
            a.untilThereAre("[data-post]");
            b.untilThereAre("[data-post]");
            a.open("chat/" + CONVERSATION);
            a.send("Still here");
            a.until(".message.own", "Still here");
            b.open("chat/" + CONVERSATION);
            b.until(".message", "Still here");
            a.browser.screenshot("sample-degraded");
        } finally {
            a.browser.click("switch-redis");
            a.untilState("Cache on");
        }
        b.untilState("Cache on");
        a.send("And back");
        b.until(".message", "And back");
    }

    @Test
    void stateTellsOfTheCachesAndOfRedisEachAndOfNoRedisWhereThereIsNone() {
        a.open("feed");
        a.untilState("Cache on");
        health("degraded", false, true);
        a.browser.run("const real = window.fetch; window.fetch = (path, options) => path === 'api/v1/health'"
                + " ? Promise.resolve(new Response(window.health, { headers: { 'Content-Type': 'application/json' } }))"
                + " : real(path, options)");

        a.untilState("Degraded: Redis is away");
        health("healthy", false, true);
        a.untilState("Cache on");
        health("degraded", false, false);
        a.untilState("Cache off. Degraded: Redis is away");
        a.browser.size(360, 760);
        assertThat(a.browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
        a.browser.size(1280, 900);
        health("healthy", true, false);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(a.browser.text("state")).isEqualTo("Cache off"));
    }

    /** What this node says of itself from now on; healthy without Redis is one that has its caches in its own memory. */
    private static void health(String status, boolean redis, boolean cache) {
        a.browser.run(
                "window.health = JSON.stringify({ status: arguments[0], redis_available: arguments[1],"
                        + " cache_enabled: arguments[2] })",
                status,
                redis,
                cache);
    }

    @Test
    void cacheIsSwitchedOffAndOnForAllNodesAndThePanelTellsWhatItSaves() throws Exception {
        a.open("feed");
        a.untilState("Cache on");
        try {
            readTheFeedAgain(FROM_THE_CACHE);

            a.browser.click("switch-cache");
            a.untilState("Cache off");
            b.untilState("Cache off");
            readTheFeedAgain(new Cost("database", 4, false));
        } finally {
            if (a.texts("#switch-cache").contains("Switch the cache on")) {
                a.browser.click("switch-cache");
            }
        }
        a.untilState("Cache on");
        b.untilState("Cache on");
        readTheFeedAgain(FROM_THE_CACHE);
        a.browser.screenshot("sample-panel");
    }

    private static void readTheFeedAgain(Cost expected) {
        a.go("trending", "Trending today");
        a.go("feed", "Your feed");
        a.untilThereAre("[data-post]");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(costOfTheFeed()).isEqualTo(expected));
    }

    /** What the newest read of a feed in the panel has cost, and who answered it: where it names their tiers, the caches. */
    private record Cost(String answeredBy, int statements, boolean saved) {}

    private static Cost costOfTheFeed() {
        List<String> cells = ((List<?>)
                        a.browser.run(
                                "return [...[...document.querySelectorAll('#actions tr')]"
                                        + ".find(row => row.cells[0].textContent === 'read the feed').cells].map(cell => cell.textContent)"))
                .stream().map(String::valueOf).toList();
        assertThat(cells.get(2)).as("milliseconds").matches("\\d+");
        return new Cost(
                cells.get(1).matches("(near|shared) \\d+(, shared \\d+)?") ? "caches" : cells.get(1),
                Integer.parseInt(cells.get(3)),
                Integer.parseInt(cells.get(4)) > 0);
    }

    @Test
    void whoHasReadFarStaysThereWhenSomethingIsPosted() throws Exception {
        follow(b, userA);
        b.open("feed");
        b.untilThereAre(".more");
        List<Long> firstPage = b.posts();
        b.browser.run("document.querySelector('.more').click()");
        await().atMost(PATIENCE).until(() -> b.posts().size() > firstPage.size());
        List<Long> read = b.posts();

        staysWhereItIsWhenSomethingIsPosted(firstPage.get(firstPage.size() / 2));
        staysWhereItIsWhenSomethingIsPosted(read.get(read.size() - 1));
        assertThat(b.posts()).containsAll(read).hasSizeGreaterThan(read.size());
    }

    private static void staysWhereItIsWhenSomethingIsPosted(long post) {
        b.browser.run(
                "document.querySelector('[data-post=\"' + arguments[0] + '\"]').scrollIntoView({ block: 'center' })",
                post);
        double before = b.topOf(post);

        String posted = post("Read on");

        b.until(".post p", posted);
        assertThat(b.topOf(post)).isCloseTo(before, within(2.0));
    }

    /** Publishes something as the first user. */
    private static String post(String text) {
        String posted = text + " " + System.nanoTime();
        a.open("feed");
        a.browser.write("new-post", posted);
        a.browser.press(Keys.TAB, Keys.ENTER);
        return posted;
    }

    private static void follow(Page who, long whom) throws Exception {
        who.open("user/" + whom);
        who.untilThereAre("#follow");
        if (who.texts("#follow").contains("Follow")) {
            who.browser.click("follow");
            who.until("#follow", "Unfollow");
        }
    }

    @Test
    void eachPlaceHasATitleAndTheStateIsWrittenOnlyWhenItChanges() {
        a.open("trending");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(a.browser.run("return document.title")).isEqualTo("Trending today – Harbour"));
        a.untilState("Cache on");
        a.browser.run("window.written = 0; new MutationObserver(all => { window.written += all.length; })"
                + ".observe(document.getElementById('state'), { childList: true, characterData: true, subtree: true });"
                + "window.refreshed = performance.getEntriesByType('resource').length");

        await().atMost(PATIENCE).until(() -> (Boolean) a.browser.run("return performance.getEntriesByType('resource')"
                + ".filter(one => one.name.endsWith('/demo/stats') && one.startTime > 0).length > 0"
                + " && performance.getEntriesByType('resource').length > window.refreshed + 8"));
        assertThat(a.browser.run("return window.written")).isEqualTo(0L);
    }

    /** While Redis is away a node may not know a session of the other one, which it knows again later. */
    @Test
    void liveMessagesComeBackThoughTheSessionWasUnknownForAMoment() throws Exception {
        a.open("chat/" + CONVERSATION);
        b.open("chat/" + CONVERSATION);
        a.browser.run("const send = WebSocket.prototype.send;"
                + "WebSocket.prototype.send = function(text) { window.liveSocket = this; return send.call(this, text); };"
                + "window.refused = 0; const real = window.fetch; window.fetch = (path, options) => "
                + "path === 'api/me' && window.refused++ < 2 ? Promise.resolve(new Response(null, { status: 401 }))"
                + " : real(path, options)");
        a.write("Are you");
        b.until(".typing", "user" + userA + " is typing");
        a.browser.run("window.liveSocket.close()");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat((Long) a.browser.run("return window.refused"))
                        .isGreaterThan(2));

        b.send("Yes, here");

        a.until(".message", "Yes, here");
    }

    @Test
    void whoCannotSignOutIsToldSoAndStaysSignedIn() {
        a.open("feed");
        a.browser.run("window.unhandled = 0; addEventListener('unhandledrejection', () => { window.unhandled++; });"
                + "window.realFetch = window.fetch; window.fetch = () => Promise.reject(new TypeError('offline'))");
        try {
            a.browser.click("sign-out");
            a.until("#notice", "The server does not answer");
            assertThat(a.browser.run("return window.unhandled")).isEqualTo(0L);
            assertThat(a.browser.run("return document.getElementById('sign-out').hidden"))
                    .isEqualTo(false);
        } finally {
            a.browser.run("window.fetch = window.realFetch");
        }
        a.open("feed");
        a.until("main h1", "Your feed");
    }

    @Test
    void textsAreShownAsTheyWereWritten() {
        b.open("chat/" + CONVERSATION);
        b.send(NAUGHTY);

        b.until(".message.own", NAUGHTY);
        assertThat(b.browser.run("return window.pwned === undefined")).isEqualTo(true);
    }

    @Test
    void postIsOnTheFeedOfAFollowerOnTheOtherNode() throws Exception {
        follow(b, userA);
        b.open("feed");

        b.until(".post p", post("Fresh bread"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(b.texts("#unseen"))
                        .as("shown, as a hidden element has no text")
                        .singleElement()
                        .satisfies(unseen -> assertThat(unseen).matches("[1-9]\\d*")));
    }

    @Test
    void postThatIsLikedMostIsSoonTheFirstOfTheTrendingOnes() throws Exception {
        long post = await().atMost(TRENDING)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(PageBrowserTest::oneLikeBehindTheFirst, id -> id > 0);

        a.likeButton(post).click();

        await().atMost(TRENDING)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    b.open("trending");
                    assertThat(b.posts()).first().isEqualTo(post);
                });
        a.likeButton(post).click();
        await().atMost(PATIENCE).until(() -> !isLiked(post));
    }

    /** The seed has many posts that as many like. */
    private static long oneLikeBehindTheFirst() throws Exception {
        a.open("trending");
        List<JsonNode> board =
                read(nodes.portA(), "/api/trending").valueStream().toList();
        int most = board.get(0).get("likes").asInt();
        return board.stream()
                .skip(1)
                .filter(one -> one.get("likes").asInt() == most)
                .map(one -> one.get("post").get("id").asLong())
                .filter(id -> !isLiked(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isLiked(long post) {
        return "true".equals(a.likeButton(post).getDomAttribute("aria-pressed"));
    }

    @Test
    void searchFindsOwnMessages() {
        a.open("chat/" + CONVERSATION);
        a.send("marmalade for breakfast");
        a.until(".message.own", "marmalade");

        a.browser.write("words", "marmalade" + Keys.ENTER);

        a.until("main", "marmalade for breakfast");
    }

    @Test
    void pageFitsAPhoneAndIsReadableInLightAndDark() throws Exception {
        a.open("feed");
        a.untilThereAre("[data-post]");
        for (String colours : List.of("light", "dark")) {
            a.browser.prefer(colours);
            assertThat(a.browser.run(Scripts.TOO_FAINT)).as(colours).isEqualTo(List.of());
        }
        a.browser.screenshot("sample-dark");
        a.browser.size(360, 760);
        assertThat(a.browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
        a.browser.screenshot("sample-phone");
        a.browser.prefer("light");
        a.browser.size(1280, 900);
    }

    @Test
    void firstTabLeadsToTheContent() {
        a.open("feed");
        a.browser.press(Keys.TAB);
        a.browser.press(Keys.ENTER);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(a.browser.focused()).isEqualTo("main"));
    }

    private static int likes(long post) throws Exception {
        return read(nodes.portB(), "/api/likes?posts=" + post)
                .get(0)
                .get("count")
                .asInt();
    }

    private static List<Long> members() throws Exception {
        return read(nodes.portA(), "/api/conversations/" + CONVERSATION + "/messages")
                .get("memberIds")
                .valueStream()
                .map(JsonNode::asLong)
                .toList();
    }

    /** The first conversation is one of user1's. */
    private static JsonNode read(int port, String path) throws Exception {
        String credentials = HttpHeaders.encodeBasicAuth("user1", Visitors.USER_PASSWORD, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        return JsonMapper.shared()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }
}
