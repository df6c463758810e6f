package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.Cache;
import dev.cachekit.CacheContext;
import dev.cachekit.Expiry;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.engine.CacheKitEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Methods that decide about the entry they load: the same on every backend. */
abstract class CacheContextContract {

    private static final Duration A_MOMENT = Duration.ofMillis(1);

    abstract Class<?>[] backend();

    static class Rates {

        final AtomicInteger calls = new AtomicInteger();
        final AtomicReference<CacheContext> last = new AtomicReference<>();
        Function<CacheContext, @Nullable String> bank = context -> "rate";

        @CacheAside(cache = "rates", ttl = "1h", nullTtl = "0", unless = "#result == 'secret'", staleOnError = "1h")
        public @Nullable String rate(@Nullable CacheContext context, String currency) {
            last.set(context);
            calls.incrementAndGet();
            return bank.apply(context);
        }

        @Invalidate("rates")
        public void forget(String currency) {}

        @Invalidate(cache = "rates", tags = "'bank'")
        public void forgetBank() {}

        @CacheAside(cache = "later", key = "#currency", staleOnError = "1h")
        public CompletableFuture<String> later(String currency, @Nullable CacheContext context) {
            calls.incrementAndGet();
            return CompletableFuture.supplyAsync(() -> bank.apply(context));
        }

        @CacheAside(cache = "mono", key = "#currency", staleOnError = "1h")
        public Mono<String> mono(String currency, @Nullable CacheContext context) {
            return Mono.fromCallable(() -> {
                calls.incrementAndGet();
                return bank.apply(context);
            });
        }

        @CacheAside(cache = "past", condition = "false")
        public String past(String currency, @Nullable CacheContext context) {
            calls.incrementAndGet();
            return bank.apply(context);
        }

        /** Fields of a proxy are not those of the bean. */
        void asks(Function<CacheContext, @Nullable String> answer) {
            bank = answer;
        }

        int calls() {
            return calls.get();
        }

        @Nullable
        CacheContext last() {
            return last.get();
        }
    }

    private void run(BiConsumer<Rates, CacheKitEngine> test) {
        Contexts.with(backend())
                .withUserConfiguration(Rates.class)
                .run(context -> test.accept(context.getBean(Rates.class), context.getBean(CacheKitEngine.class)));
    }

    private void run(Consumer<Rates> test) {
        run((rates, engine) -> test.accept(rates));
    }

    private static Cache<String, String> cache(CacheKitEngine engine) {
        return engine.cache("rates", String.class);
    }

    /** Leaves a value that has expired and may still be replaced. */
    private static void expireOne(Rates rates, CacheKitEngine engine) {
        rates.asks(context -> {
            context.ttl(A_MOMENT);
            return "old";
        });
        rates.rate(null, "EUR");
        Awaitility.await().until(() -> cache(engine).get("EUR").isEmpty());
    }

    @Test
    void theContextIsNoPartOfTheKey() {
        run((rates, engine) -> {
            rates.rate(null, "EUR");
            assertThat(cache(engine).get("EUR")).contains("rate");
        });
    }

    @Test
    void anInvalidationWithTheOtherParametersMeetsTheDefaultKey() {
        run(rates -> {
            rates.rate(null, "EUR");
            rates.forget("EUR");
            rates.rate(null, "EUR");
            assertThat(rates.calls()).isEqualTo(2);
        });
    }

    @Test
    void theEntryLivesAsLongAsTheMethodSays() {
        run((rates, engine) -> {
            rates.asks(context -> {
                context.ttl(Duration.ofMinutes(5));
                return "rate";
            });
            rates.rate(null, "EUR");
            assertThat(cache(engine).ttl("EUR"))
                    .isInstanceOfSatisfying(
                            Expiry.In.class,
                            in -> assertThat(in.remaining()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5)));
        });
    }

    @Test
    void aTimeOfItsOwnKeepsEvenNull() {
        run(rates -> {
            rates.asks(context -> {
                context.ttl(Duration.ofMinutes(5));
                return null;
            });
            rates.rate(null, "EUR");
            assertThat(rates.rate(null, "EUR")).isNull();
            assertThat(rates.calls()).isOne();
        });
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        run(rates -> {
            rates.asks(context -> {
                context.ttl(Duration.ZERO);
                return "rate";
            });
            assertThatThrownBy(() -> rates.rate(null, "EUR"))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("@CacheAside on Rates#rate(CacheContext, String)")
                    .hasMessageContaining("PT0S");
        });
    }

    @Test
    void whatIsNotToBeStoredIsLoadedAgain() {
        run(rates -> {
            rates.asks(context -> {
                context.doNotStore();
                context.ttl(Duration.ofMinutes(5));
                return "rate";
            });
            assertThat(rates.rate(null, "EUR")).isEqualTo("rate");
            rates.rate(null, "EUR");
            assertThat(rates.calls()).isEqualTo(2);
        });
    }

    @Test
    void aVetoOfTheAnnotationStands() {
        run(rates -> {
            rates.asks(context -> {
                context.ttl(Duration.ofMinutes(5));
                return "secret";
            });
            rates.rate(null, "EUR");
            rates.rate(null, "EUR");
            assertThat(rates.calls()).isEqualTo(2);
        });
    }

    @Test
    void tagsOfTheMethodAreTagsOfTheEntry() {
        run(rates -> {
            rates.asks(context -> {
                context.tags("bank", "europe");
                return "rate";
            });
            rates.rate(null, "EUR");
            rates.rate(null, "EUR");
            assertThat(rates.calls()).isOne();
            rates.forgetBank();
            rates.rate(null, "EUR");
            assertThat(rates.calls()).isEqualTo(2);
        });
    }

    @Test
    void eachLoadHasAContextOfItsOwnThatEndsWithIt() {
        run(rates -> {
            rates.rate(null, "EUR");
            CacheContext first = rates.last();
            assertThat(first).isNotNull();
            assertThatThrownBy(first::doNotStore)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("until its method has ended");
            rates.rate(null, "USD");
            assertThat(rates.last()).isNotNull().isNotSameAs(first);
        });
    }

    @Test
    void aFirstLoadReplacesNothing() {
        run(rates -> {
            rates.asks(context -> String.valueOf(context.staleValue().isPresent()));
            assertThat(rates.rate(null, "EUR")).isEqualTo("false");
        });
    }

    @Test
    void whatHasExpiredIsShownToTheLoadThatReplacesIt() {
        run((rates, engine) -> {
            expireOne(rates, engine);
            rates.asks(context -> context.<String>staleValue().orElse("nothing") + " and new");
            assertThat(rates.rate(null, "EUR")).isEqualTo("old and new");
        });
    }

    @Test
    void aValueThatIsStillGoodIsRenewed() {
        run((rates, engine) -> {
            expireOne(rates, engine);
            rates.asks(context -> {
                context.notModified();
                return "ignored";
            });
            assertThat(rates.rate(null, "EUR")).isEqualTo("old");
            assertThat(cache(engine).get("EUR")).contains("old");
            assertThat(rates.calls()).isEqualTo(2);
        });
    }

    /** Leaves a value that has expired and carries a tag that only its method has given. */
    private static void expireOneOfTheBank(Rates rates, CacheKitEngine engine) {
        rates.asks(context -> {
            context.tags("bank");
            context.ttl(A_MOMENT);
            return "old";
        });
        rates.rate(null, "EUR");
        Awaitility.await().until(() -> cache(engine).get("EUR").isEmpty());
    }

    @Test
    void aRenewedValueKeepsItsTags() {
        run((rates, engine) -> {
            expireOneOfTheBank(rates, engine);
            rates.asks(context -> {
                context.tags("europe");
                return context.notModified();
            });
            assertThat(rates.rate(null, "EUR")).isEqualTo("old");
            assertThat(cache(engine).get("EUR")).contains("old");
            rates.forgetBank();
            assertThat(cache(engine).get("EUR")).isEmpty();
        });
    }

    @Test
    void aValueWhoseTagIsInvalidatedWhileItIsRenewedIsNotServedAgain() {
        run((rates, engine) -> {
            expireOneOfTheBank(rates, engine);
            rates.asks(context -> {
                assertThat(context.staleValue()).contains("old");
                CompletableFuture.runAsync(rates::forgetBank).join();
                return context.notModified();
            });
            assertThat(rates.rate(null, "EUR")).isEqualTo("old");
            assertThat(cache(engine).get("EUR")).isEmpty();
        });
    }

    @Test
    void whatWasInvalidatedIsNotShown() {
        run((rates, engine) -> {
            expireOne(rates, engine);
            rates.forget("EUR");
            rates.asks(context -> context.<String>staleValue().orElse("nothing"));
            assertThat(rates.rate(null, "EUR")).isEqualTo("nothing");
        });
    }

    @Test
    void nothingIsNotModifiedWhereThereIsNothing() {
        run(rates -> {
            rates.asks(CacheContext::notModified);
            assertThatThrownBy(() -> rates.rate(null, "EUR"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("there is none");
        });
    }

    @Test
    void aMethodCalledPastTheCacheIsGivenAContextWithoutEffect() {
        run(rates -> {
            rates.asks(context -> {
                context.ttl(Duration.ofMinutes(5));
                return "rate " + context.staleValue().isPresent();
            });
            assertThat(rates.past("EUR", null)).isEqualTo("rate false");
        });
    }

    @Test
    void methodsThatGoOnLaterDecideUntilTheyHaveEnded() {
        run((rates, engine) -> {
            rates.asks(context -> {
                context.ttl(Duration.ofMinutes(5));
                return "rate";
            });
            assertThat(rates.later("EUR", null).join()).isEqualTo("rate");
            assertThat(rates.mono("EUR", null).block()).isEqualTo("rate");
            for (String cache : new String[] {"later", "mono"}) {
                assertThat(engine.cache(cache, String.class).ttl("EUR"))
                        .isInstanceOfSatisfying(
                                Expiry.In.class,
                                in -> assertThat(in.remaining()).isLessThanOrEqualTo(Duration.ofMinutes(5)));
            }
        });
    }
}
