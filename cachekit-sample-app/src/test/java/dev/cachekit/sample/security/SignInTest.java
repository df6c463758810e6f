package dev.cachekit.sample.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.WebSession;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class SignInTest {

    @LocalServerPort
    private int port;

    @Autowired
    private RestTestClient client;

    @Autowired
    private CacheKit cacheKit;

    private WebSession browser;

    @BeforeEach
    void openBrowser() {
        browser = new WebSession(port);
    }

    @Test
    void whoSignsInIsKnownFromThenOn() {
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);

        assertThat(browser.signIn(901).statusCode()).isEqualTo(204);

        assertThat(browser.get("/api/me").body()).contains("\"handle\":\"user901\"");
        HttpResponse<String> posted = browser.post("/api/users/901/posts", "{\"body\": \"Hello\"}");
        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(posted.body()).contains("\"authorId\":901");
    }

    @Test
    void whoSignsOutIsNoLongerKnown() {
        browser.signIn(902);
        String session = browser.cookie(sessionCookie()).orElseThrow();

        assertThat(browser.post("/logout", "").statusCode()).isEqualTo(204);

        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
        client.get()
                .uri("/api/me")
                .cookie(sessionCookie(), session)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void sessionHasANewNameAfterSigningIn() {
        browser.signIn(903);
        String first = browser.cookie(sessionCookie()).orElseThrow();

        browser.signIn(904);

        assertThat(browser.cookie(sessionCookie())).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void cookieOfTheSessionIsNotForScripts() {
        client.post()
                .uri("/login")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .header("Accept", "application/json")
                .header("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN").orElseThrow())
                .cookie("XSRF-TOKEN", browser.cookie("XSRF-TOKEN").orElseThrow())
                .body("username=user905&password=" + Visitors.USER_PASSWORD)
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectCookie()
                .httpOnly(sessionCookie(), true)
                .expectCookie()
                .sameSite(sessionCookie(), "Lax");
    }

    @Test
    void wrongPasswordAndUnknownNameAreAnsweredAlike() {
        HttpResponse<String> wrong = browser.signIn("user906", "guess");
        HttpResponse<String> unknown = browser.signIn("nobody906", "guess");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("The name or the password is wrong.").isEqualTo(unknown.body());
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void guessingIsRefusedAndThenTheRightPasswordAsWell() {
        for (int n = 0; n < 10; n++) {
            assertThat(browser.signIn("user907", "guess" + n).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = browser.signIn(907);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue(HttpHeaders.RETRY_AFTER))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 331));
        assertThat(browser.signIn(908).statusCode()).isEqualTo(204);
    }

    @Test
    void programsThatGuessAreRefusedToo() {
        RestTestClient guessing = Visitors.as(client, "user909", "guess");
        for (int n = 0; n < 10; n++) {
            guessing.get().uri("/api/me").exchange().expectStatus().isUnauthorized();
        }

        Visitors.user(client, 909)
                .get()
                .uri("/api/me")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void guessingThePasswordOfTheScraperIsRefusedToo() {
        RestTestClient guessing = Visitors.as(client, "prometheus", "guess");
        forgetGuesses();
        try {
            for (int n = 0; n < 10; n++) {
                guessing.get()
                        .uri("/actuator/prometheus")
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
            }

            scrape().expectStatus().isEqualTo(429).expectHeader().exists(HttpHeaders.RETRY_AFTER);
        } finally {
            forgetGuesses();
        }
        scrape().expectStatus().isOk();
    }

    /** Those of other tests of this application, which scrape it from the same address, and for these those of this one. */
    private void forgetGuesses() {
        cacheKit.rateLimiter("sign-in").credit("prometheus|127.0.0.1", 10);
    }

    @Test
    void scrapesAreNotCounted() {
        for (int n = 0; n < 15; n++) {
            scrape().expectStatus().isOk();
        }
    }

    private RestTestClient.ResponseSpec scrape() {
        return Visitors.as(client, "prometheus", Visitors.SCRAPE_PASSWORD)
                .get()
                .uri("/actuator/prometheus")
                .exchange();
    }

    @Test
    void rightPasswordsAreNotCounted() {
        for (int n = 0; n < 15; n++) {
            Visitors.user(client, 910).get().uri("/api/me").exchangeSuccessfully();
        }
    }

    @Test
    void programHasNoSession() {
        Visitors.user(client, 911)
                .get()
                .uri("/api/me")
                .exchangeSuccessfully()
                .expectCookie()
                .doesNotExist(sessionCookie());
    }

    @Test
    void noAnswerMakesABrowserAskForAPassword() {
        client.get()
                .uri("/api/me")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .doesNotExist(HttpHeaders.WWW_AUTHENTICATE)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("Sign in first.");
    }

    @Test
    void changeWithoutTheTokenIsRefused() {
        browser.signIn(912);
        browser.forget("XSRF-TOKEN");

        HttpResponse<String> refused = browser.post("/api/users/912/posts", "{\"body\": \"Not mine\"}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("X-XSRF-TOKEN");
    }

    @Test
    void signingInWithoutTheTokenIsRefused() {
        browser.forget("XSRF-TOKEN");

        assertThat(browser.signIn(913).statusCode()).isEqualTo(403);
    }

    private static String sessionCookie() {
        return "SESSION";
    }
}
