package dev.cachekit.test.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.fail;

import dev.cachekit.RateLimitExceededException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each assertion passes for what it is for, and tells otherwise what happened instead. */
class AssertionsTest extends ShopTest {

    @AfterEach
    void open() {
        stock.close(false);
    }

    @Test
    void tellsAHitFromAMiss() {
        assertThatNoException()
                .isThrownBy(() -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .on("stock")
                        .isMiss()
                        .loadsOnce()
                        .stores());
        assertThatNoException()
                .isThrownBy(() -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .on("stock")
                        .isHit()
                        .loadsNothing()
                        .storesNothing());
    }

    @Test
    void aMissThatShouldBeAHitTellsWhatHappened() {
        fails(
                () -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .on("stock")
                        .isHit(),
                "to hit cache 'stock'",
                "1 x load, 1 x miss, 1 x put",
                "returned ");
    }

    @Test
    void aHitThatShouldBeAMissTellsWhatHappened() {
        stock.of("tea");

        fails(
                () -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .on("stock")
                        .isMiss(),
                "to miss cache 'stock'",
                "1 x hit");
    }

    @Test
    void aWrongNameIsSeenByTheNamesThatWouldBeRight() {
        fails(
                () -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .on("stok")
                        .isMiss(),
                "nothing; something happened to [stock]");
        fails(() -> cachekit.assertThatCache("stok").key("tea"), "no cache 'stok' is in use", "stock");
    }

    @Test
    void aFailureThatNobodyExpectsIsThrownAtOnce() {
        stock.close(true);

        assertThatIllegalStateException()
                .isThrownBy(() -> cachekit.assertThatCalling(() -> stock.of("tea")))
                .withMessage("closed");
    }

    @Test
    void anAssertionWithinTheCallIsNotSwallowed() {
        fails(() -> cachekit.assertThatCalling((Callable<?>) () -> fail("within")), "within");
    }

    @Test
    void aCheckedFailureThatNobodyExpectsFailsTheTest() {
        fails(
                () -> cachekit.assertThatCalling((Callable<?>) () -> {
                    throw new IOException("closed");
                }),
                "java.io.IOException: closed");
    }

    @Test
    void aCallThatThrewTellsSo() {
        stock.close(true);

        fails(
                () -> cachekit.assertThatFailing(IllegalStateException.class, () -> stock.of("tea"))
                        .on("stock")
                        .isHit(),
                "1 x failed load",
                "threw java.lang.IllegalStateException: closed");
        fails(
                () -> cachekit.assertThatFailing(IllegalStateException.class, () -> stock.of("tea"))
                        .returns(1),
                "to return 1",
                "threw");
    }

    @Test
    void aCallThatThrewSomethingElseTellsSo() {
        stock.close(true);

        fails(
                () -> cachekit.assertThatFailing(RateLimitExceededException.class, () -> stock.of("tea")),
                "to throw dev.cachekit.RateLimitExceededException",
                "java.lang.IllegalStateException: closed");
    }

    @Test
    void anAssertionWithinACallThatIsToFailIsNoFailureOfTheCall() {
        fails(() -> cachekit.assertThatFailing(Throwable.class, () -> fail("within")), "within");
    }

    @Test
    void theWordsOfTheTestStandBeforeEachFailure() {
        fails(
                () -> cachekit.assertThatCalling(() -> stock.place("tea", 1))
                        .as("shelf %d", 1)
                        .returns("x"),
                "[shelf 1] ",
                "to return x");
        fails(
                () -> cachekit.assertThatCalling(() -> stock.order())
                        .as("first order")
                        .isRefusedBy("orders"),
                "[first order] ");
        fails(
                () -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .as("first tea")
                        .on("stock")
                        .isHit(),
                "[first tea] ");
        fails(
                () -> cachekit.assertThatCache("stock").key("soap").as("soap").isCached(),
                "[soap] ",
                "there is no entry");
    }

    /** Such as {@code isNotNull()}, which would be about an object of ours. */
    @Test
    void offersNoAssertionThatWouldBeAboutSomethingElse() {
        assertThat((Object) cachekit.assertThatCalling(() -> stock.of("tea"))).isNotInstanceOf(Assert.class);
        assertThat((Object) cachekit.assertThatCache("stock").key("tea")).isNotInstanceOf(Assert.class);
    }

    @Test
    void aCallThatDidNotThrowTellsSo() {
        fails(
                () -> cachekit.assertThatFailing(IllegalStateException.class, () -> stock.place("tea", 1)),
                "to throw java.lang.IllegalStateException",
                "threw nothing");
        cachekit.assertThatCalling(() -> stock.place("tea", 1)).returns("tea@1");
    }

    @Test
    void looksAtEntries() {
        stock.place("tea", 7);

        cachekit.assertThatCache("places")
                .key("tea", 7)
                .isCached()
                .hasValue("tea@7")
                .expiresWithin(Duration.ofMinutes(10));
        cachekit.assertThatCache("places").key("tea", 8).isAbsent();
    }

    @Test
    void anEntryThatIsNotAsExpectedIsTold() {
        stock.place("tea", 7);

        fails(() -> cachekit.assertThatCache("places").key("tea", 7).isAbsent(), "not to be cached", "tea@7");
        fails(() -> cachekit.assertThatCache("places").key("tea", 7).hasValue("x"), "with x", "tea@7");
        fails(() -> cachekit.assertThatCache("places").key("tea", 8).isCached(), "there is no entry");
        fails(
                () -> cachekit.assertThatCache("places").key("tea", 7).expiresWithin(Duration.ofMinutes(5)),
                "to expire within PT5M");
    }

    @Test
    void tellsWhatIsInvalidated() {
        cachekit.assertThatCalling(() -> stock.sell("tea")).on("stock").invalidates();
        cachekit.assertThatCalling(() -> stock.of("tea")).on("stock").invalidatesNothing();
        fails(
                () -> cachekit.assertThatCalling(() -> stock.of("tea"))
                        .on("stock")
                        .invalidates(),
                "to invalidate something in cache 'stock'");
    }

    @Test
    void tellsWhatALimiterDid() {
        cachekit.assertThatCalling(() -> stock.order()).isAllowedBy("orders");
        fails(() -> cachekit.assertThatCalling(() -> stock.order()).isRefusedBy("orders"), "1 x call granted");
        cachekit.assertThatFailing(RateLimitExceededException.class, () -> stock.order())
                .isRefusedBy("orders");
        fails(
                () -> cachekit.assertThatFailing(RateLimitExceededException.class, () -> stock.order())
                        .isAllowedBy("orders"),
                "1 x call refused");
    }

    @Test
    void tellsAStaleValueFromAHit() {
        stock.late("tea");
        clock.advance(Duration.ofMinutes(11));

        cachekit.assertThatCalling(() -> stock.late("tea")).on("late").isStale().loadsOnce();

        clock.advance(Duration.ofMinutes(11));
        fails(
                () -> cachekit.assertThatCalling(() -> stock.late("tea"))
                        .on("late")
                        .isHit(),
                "1 x hit",
                "1 x stale value served");
    }

    private static void fails(ThrowingCallable assertion, String... messages) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .satisfies(error -> assertThat(error.getMessage()).contains(messages));
    }
}
