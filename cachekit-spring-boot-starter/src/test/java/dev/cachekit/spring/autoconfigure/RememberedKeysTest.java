package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.KeyFunction;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beside a near cache, keys are remembered by the arguments they were made of. Nobody must notice. */
class RememberedKeysTest {

    private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "none");

    static class Items {

        final AtomicInteger calls = new AtomicInteger();

        @CacheAside(cache = "joined", key = "'u:' + #id")
        public String joined(@Nullable Long id) {
            return "joined " + calls.incrementAndGet();
        }

        @Invalidate(cache = "joined", key = "'u:' + #id")
        public void joinedChanged(@Nullable Long id) {}

        @CacheAside(cache = "trailing", key = "#unit + ':x'")
        public String trailing(@Nullable TimeUnit unit) {
            return "trailing " + calls.incrementAndGet();
        }

        @Invalidate(cache = "trailing", key = "#unit + ':x'")
        public void trailingChanged(@Nullable TimeUnit unit) {}

        @CacheAside(cache = "shared", key = "'a:' + #id")
        public String first(Long id) {
            return "first " + calls.incrementAndGet();
        }

        @CacheAside(cache = "shared", key = "'b:' + #id")
        public String second(Long id) {
            return "second " + calls.incrementAndGet();
        }

        @CacheAside(cache = "pair", key = "#tenant + ':' + #id")
        public String pair(String tenant, Long id) {
            return "pair " + calls.incrementAndGet();
        }

        @CacheAside("all")
        public String all(String tenant, Long id) {
            return "all " + calls.incrementAndGet();
        }

        @CacheAside(cache = "plain", key = "#id")
        public String plain(Long id) {
            return "plain " + calls.incrementAndGet();
        }

        @Invalidate(cache = "plain", key = "#id")
        public void plainChanged(Long id) {}

        @CacheAside(cache = "list", key = "#ids")
        public String list(List<Long> ids) {
            return "list " + calls.incrementAndGet();
        }

        @CacheAside(cache = "text", key = "#text")
        public String text(CharSequence text) {
            return "text " + calls.incrementAndGet();
        }
    }

    static class Typed<K> {

        final AtomicInteger calls = new AtomicInteger();

        @CacheAside(cache = "typed", key = "#key")
        public String find(K key) {
            return "typed " + calls.incrementAndGet();
        }
    }

    static class ByNumber extends Typed<Long> {}

    @Configuration(proxyBeanMethods = false)
    static class TenantKeysAsBean {

        @Bean
        KeyFunction tenantKeys() {
            return key -> TENANT.get() + "-" + key;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TenantKeysByCustomizer {

        @Bean
        CacheKitCustomizer tenantKeys() {
            return builder -> builder.keyFunction(key -> TENANT.get() + "-" + key);
        }
    }

    private static ApplicationContextRunner started(Class<?>... beans) {
        return Starts.with("cachekit.defaults.near.enabled=true", "cachekit.defaults.near.max-size=100")
                .withUserConfiguration(beans);
    }

    /** Twice each, so that the second call finds what the first has left. */
    private static void assertRemoved(Supplier<String> read, Runnable change) {
        String before = read.get();
        assertThat(read.get()).isEqualTo(before);

        change.run();

        String after = read.get();
        assertThat(after).isNotEqualTo(before);
        assertThat(read.get()).isEqualTo(after);
    }

    @Test
    void theKeyRemovedIsTheKeyRead() {
        started(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            assertRemoved(() -> items.plain(1L), () -> items.plainChanged(1L));
            assertRemoved(() -> items.joined(1L), () -> items.joinedChanged(1L));
            assertRemoved(() -> items.joined(null), () -> items.joinedChanged(null));
            assertRemoved(() -> items.trailing(TimeUnit.DAYS), () -> items.trailingChanged(TimeUnit.DAYS));
            assertRemoved(() -> items.trailing(null), () -> items.trailingChanged(null));
        });
    }

    @Test
    void aRemovalOfOneKeyLeavesTheOthers() {
        started(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            String other = items.joined(2L);

            items.joinedChanged(1L);

            assertThat(items.joined(2L)).isEqualTo(other);
        });
    }

    @Test
    void twoPrefixesInOneCacheStayApart() {
        started(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            String first = items.first(1L);
            String second = items.second(1L);

            assertThat(first).startsWith("first");
            assertThat(second).startsWith("second");
            assertThat(items.first(1L)).isEqualTo(first);
            assertThat(items.second(1L)).isEqualTo(second);
        });
    }

    @Test
    void bothPartsOfAKeyCount() {
        started(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            List<Supplier<String>> different = List.of(
                    () -> items.pair("a", 1L),
                    () -> items.pair("a", 2L),
                    () -> items.pair("b", 1L),
                    () -> items.all("a", 1L),
                    () -> items.all("b", 1L));
            List<String> firstTurn = different.stream().map(Supplier::get).toList();

            assertThat(firstTurn).doesNotHaveDuplicates();
            assertThat(different.stream().map(Supplier::get)).isEqualTo(firstTurn);
        });
    }

    @Test
    void argumentsThatChangeAreLookedAtInEachCall() {
        started(Items.class).run(context -> {
            Items items = context.getBean(Items.class);
            List<Long> ids = new ArrayList<>(List.of(1L));
            StringBuilder text = new StringBuilder("a");
            List<String> before = List.of(items.list(ids), items.text(text));

            ids.add(2L);
            text.append("b");

            assertThat(List.of(items.list(ids), items.text(text))).doesNotContainAnyElementsOf(before);
        });
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void argumentsThatAreNotWhatTheirTypeSaysAreNotRemembered() {
        started(ByNumber.class).run(context -> {
            Typed raw = context.getBean(ByNumber.class);
            List<Long> key = new ArrayList<>(List.of(1L));
            String before = raw.find(key);

            key.set(0, 2L);
            String after = raw.find(key);
            key.set(0, 1L);

            assertThat(after).isNotEqualTo(before);
            assertThat(raw.find(key)).isEqualTo(before);
        });
    }

    @Test
    void keyFunctionsAreAskedInEachCall() {
        assertAskedInEachCall(TenantKeysAsBean.class);
    }

    @Test
    void keyFunctionsOfACustomizerAreAskedInEachCall() {
        assertAskedInEachCall(TenantKeysByCustomizer.class);
    }

    private static void assertAskedInEachCall(Class<?> function) {
        started(Items.class, function).run(context -> {
            Items items = context.getBean(Items.class);
            String ofNorth = inTenant("north", () -> items.plain(1L));
            String ofSouth = inTenant("south", () -> items.plain(1L));

            assertThat(ofSouth).isNotEqualTo(ofNorth);
            assertThat(inTenant("north", () -> items.plain(1L))).isEqualTo(ofNorth);
            assertThat(inTenant("south", () -> items.plain(1L))).isEqualTo(ofSouth);
        });
    }

    private static String inTenant(String tenant, Supplier<String> call) {
        TENANT.set(tenant);
        try {
            return Objects.requireNonNull(call.get());
        } finally {
            TENANT.remove();
        }
    }
}
