package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.CacheKitConfig;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.NearCache;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.operation.CacheSetting;
import dev.cachekit.operation.Sourced;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AliasFor;

/** What a class says of the caches of its methods. */
class CacheKitConfigTest {

    @CacheKitConfig(cache = "products", profile = "catalog", ttl = "5m", nullTtl = "10s", near = NearCache.ON)
    static class Products {

        private final AtomicInteger calls = new AtomicInteger();

        @CacheAside(key = "#id")
        public String find(long id) {
            return "call " + calls.incrementAndGet();
        }

        @WriteThrough(key = "#id")
        public String write(long id) {
            return "written";
        }

        @Invalidate(key = "#id")
        public void remove(long id) {}

        @CacheAside(cache = "others", key = "#id", ttl = "7m")
        public String other(long id) {
            return "call " + calls.incrementAndGet();
        }
    }

    private static <T> Sourced<T> setting(ApplicationContext context, String cache, CacheSetting<T> setting) {
        return context.getBean(CacheKitEngine.class)
                .regions()
                .settings(cache)
                .origin()
                .find(setting)
                .orElseThrow();
    }

    private static String ttl(ApplicationContext context, String cache) {
        Sourced<?> ttl = setting(context, cache, CacheSetting.TTL);
        return ttl.value() + " by " + ttl.source();
    }

    @Test
    void givesTheCacheToMethodsThatNameNone() {
        Contexts.run(Products.class, products -> {
            assertThat(products.find(1)).isEqualTo("call 1").isEqualTo(products.find(1));
            products.remove(1);
            assertThat(products.find(1)).isEqualTo("call 2");
            products.write(1);
            assertThat(products.find(1)).isEqualTo("written");
        });
    }

    @Test
    void givesItsSettingsToTheCachesOfItsMethods() {
        Contexts.with(Products.class).run(context -> {
            assertThat(ttl(context, "products")).isEqualTo("PT5M by @CacheKitConfig on Products");
            assertThat(setting(context, "products", CacheSetting.NEAR_ENABLED).value())
                    .isTrue();
            assertThat(setting(context, "others", CacheSetting.NULL_TTL).source())
                    .isEqualTo("@CacheKitConfig on Products");
            assertThat(context.getBean(AnnotatedCaches.class).profile("products"))
                    .contains(new Sourced<>("catalog", "@CacheKitConfig on Products"));
        });
    }

    @Test
    void theMethodIsStronger() {
        Contexts.with(Products.class)
                .run(context ->
                        assertThat(ttl(context, "others")).isEqualTo("PT7M by @CacheAside on Products#other(long)"));
    }

    static class ElsewhereWithSettings {
        @CacheAside(cache = "products", profile = "mine", ttl = "9m", keys = "#ids")
        public Map<Long, String> findAll(List<Long> ids) {
            return Map.of();
        }
    }

    @Test
    void aMethodOfAnotherClassIsStrongerToo() {
        Contexts.with(Products.class, ElsewhereWithSettings.class).run(context -> {
            assertThat(ttl(context, "products")).startsWith("PT9M by @CacheAside on ElsewhereWithSettings");
            assertThat(context.getBean(AnnotatedCaches.class)
                            .profile("products")
                            .orElseThrow()
                            .value())
                    .isEqualTo("mine");
        });
    }

    @CacheKitConfig(cache = "products", ttl = "6m")
    static class Contradicting {
        @Invalidate(key = "#id")
        public void remove(long id) {}

        @WriteThrough(key = "#id")
        public String write(long id) {
            return "";
        }
    }

    @Test
    void twoClassesThatSayDifferentThingsOfOneCacheStopTheStart() {
        Contexts.refuses(
                Contexts.with(Products.class, Contradicting.class),
                "@CacheKitConfig on Products",
                "@CacheKitConfig on Contradicting",
                "PT6M",
                "settings belong to the cache");
    }

    @CacheKitConfig("products")
    interface Face {
        @CacheAside(key = "#p0")
        String find(long id);
    }

    static class ByInterface implements Face {
        @Override
        public String find(long id) {
            return "";
        }
    }

    @CacheKitConfig("parents")
    static class Parent {
        @CacheAside(key = "#p0")
        public String find(long id) {
            return "";
        }
    }

    static class ByParent extends Parent {}

    @CacheKitConfig("children")
    static class Nearest extends Parent implements Face {}

    @Retention(RetentionPolicy.RUNTIME)
    @CacheKitConfig(ttl = "3m")
    @interface ShortLived {
        @AliasFor(annotation = CacheKitConfig.class, attribute = "cache")
        String in();
    }

    @ShortLived(in = "composed")
    static class Composed {
        @CacheAside(key = "#p0")
        public String find(long id) {
            return "";
        }
    }

    @Test
    void isFoundOnInterfacesSuperclassesAndInOtherAnnotationsTheNearestFirst() {
        Contexts.with(ByInterface.class)
                .run(context -> assertThat(
                                context.getBean(AnnotatedCaches.class).names())
                        .containsExactly("products"));
        Contexts.with(ByParent.class)
                .run(context -> assertThat(
                                context.getBean(AnnotatedCaches.class).names())
                        .containsExactly("parents"));
        Contexts.with(Nearest.class)
                .run(context -> assertThat(
                                context.getBean(AnnotatedCaches.class).names())
                        .containsExactly("children"));
        Contexts.with(Composed.class)
                .run(context -> assertThat(ttl(context, "composed")).isEqualTo("PT3M by @CacheKitConfig on Composed"));
    }

    @CacheKitConfig(value = "one", cache = "two")
    static class TwoNames {
        @CacheAside(key = "#p0")
        public String find(long id) {
            return "";
        }
    }

    @CacheKitConfig(cache = "one", ttl = "#{#result.ttl}")
    static class Expression {
        @CacheAside(key = "#p0")
        public String find(long id) {
            return "";
        }
    }

    @Test
    void mistakesStopTheStart() {
        Contexts.refuses(Contexts.with(TwoNames.class), "@CacheKitConfig on TwoNames", "must not differ");
        Contexts.refuses(
                Contexts.with(Expression.class),
                "@CacheKitConfig on Expression",
                "cannot depend on a result",
                "#result.ttl");
    }

    @CacheAside
    @CacheKitConfig(cache = "ignored", ttl = "4m")
    static class WholeClass {
        public String one(long id) {
            return "";
        }

        public String two(long id) {
            return "";
        }
    }

    @Test
    void doesNotJoinTheCachesOfAnAnnotatedClass() {
        Contexts.with(WholeClass.class).run(context -> {
            assertThat(context.getBean(AnnotatedCaches.class).names())
                    .containsExactlyInAnyOrder("WholeClass.one", "WholeClass.two");
            assertThat(ttl(context, "WholeClass.one")).isEqualTo("PT4M by @CacheKitConfig on WholeClass");
        });
    }

    @CacheKitConfig(cache = "nothing")
    static class Idle {
        @SingleFlight(key = "#id")
        public String find(long id) {
            return "";
        }
    }

    @CacheKitConfig(cache = "nothing")
    static class Empty {}

    @Test
    void withoutAMethodThatTakesItIsAWarning() {
        Contexts.with(Idle.class, Empty.class)
                .run(context -> assertThat(context.getBean(Findings.class).all())
                        .filteredOn(found -> found.kind() == FindingKind.DEFAULTS_WITHOUT_METHOD)
                        .extracting(Finding::where)
                        .containsExactlyInAnyOrder("@CacheKitConfig on Idle", "@CacheKitConfig on Empty"));
        Contexts.with(Products.class)
                .run(context -> assertThat(context.getBean(Findings.class).all())
                        .noneMatch(found -> found.kind() == FindingKind.DEFAULTS_WITHOUT_METHOD));
    }
}
