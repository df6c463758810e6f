package dev.cachekit.spring.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.console.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;

/** An operator who has logged in by the form of Spring Security uses the page in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredConsoleBrowserTest {

    private static final String NAME = "50% off; a/b//c 😀";
    private static final String KEY = "50%25%20off;%20a/b//c%20😀";

    private RedisServer redis;
    private ConsoleApplication application;
    private Browser browser;

    @BeforeAll
    void start() {
        assumeTrue(Browser.isInstalled(), Browser.MISSING);
        redis = RedisServer.start();
        application = ConsoleApplication.start(WebApplicationType.SERVLET, SecuredServlet.class, redis.url());
        browser = Browser.start();
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
            application.close();
            redis.close();
        }
    }

    @BeforeEach
    void logIn() {
        application.catalog().find(NAME);
        browser.open(application.address() + "/login");
        browser.forgetCookies();
        browser.open(application.address() + "/actuator/cachekitconsole"); // which asks for a login first
        browser.write("username", "admin");
        browser.write("password", "secret");
        browser.all("button[type=submit]").get(0).click();
        browser.untilText("state-text", "Up");
        browser.untilText("caches", "catalog");
    }

    @Test
    void explainsAndInvalidatesAKeyThatNoPathCanCarry() {
        String old = application.catalog().find(NAME);
        browser.click("tab-keys");
        browser.run("document.getElementById('explain-key').value = arguments[0]", KEY);
        browser.click("explain-button");
        browser.untilText("explained", "A read would be answered from the cache");
        browser.click("invalidate-button");
        browser.click("confirm-yes");

        browser.untilText("toast", KEY + " of catalog is invalidated");
        browser.untilText("explained", "A read would load");
        assertThat(application.catalog().find(NAME)).isNotEqualTo(old);
    }

    @Test
    void clearsACache() {
        String old = application.catalog().find(NAME);
        browser.all("button[aria-label='Clear catalog']").get(0).click();
        browser.click("confirm-yes");

        browser.untilText("toast", "catalog is cleared");
        assertThat(application.catalog().find(NAME)).isNotEqualTo(old);
    }

    @Test
    void saysSoWhenTheSessionHasEnded() {
        browser.forgetCookies();
        browser.untilText("banner", "it asks for a login; load this page again");
        assertThat(browser.text("state-text")).isEqualTo("No answer");
    }
}
