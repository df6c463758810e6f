package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.KeyFunction;
import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.engine.CacheKitEngine;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.FindingKind;
import dev.cachekit.spring.aop.finding.Findings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** What the start says of annotations that are right by themselves and do not fit together. */
class LintTest {

    private static List<Finding> findings(Class<?>... beans) {
        List<Finding> found = new ArrayList<>();
        Contexts.with(beans)
                .run(context -> found.addAll(context.getBean(Findings.class).all()));
        return found;
    }

    static class Numbers {
        @CacheAside(cache = "numbers", key = "#id", ttl = "30m")
        public String find(long id) {
            return "";
        }
    }

    static class ManyOthers {
        @Invalidate(cache = "numbers", keys = "#ids")
        public void remove(List<UUID> ids) {}
    }

    static class ManyTexts {
        @Invalidate(cache = "numbers", keys = "#ids")
        public void remove(List<String> ids) {}
    }

    static class ManyRead {
        @CacheAside(cache = "numbers", keys = "#ids")
        public Map<Long, String> findAll(Collection<Long> ids) {
            return Map.of();
        }
    }

    static class TwoParts {
        @Invalidate(cache = "numbers", key = "{#id, #version}")
        public void removeList(long id, long version) {}

        @Invalidate(cache = "numbers", key = "#id + ':' + #version")
        public void removeText(long id, long version) {}
    }

    @Test
    void aRemovalOfManyKeysThatCannotMatchIsRefused() {
        Contexts.refuses(
                Contexts.with(Numbers.class, ManyOthers.class),
                "@Invalidate on ManyOthers#remove(List): the key must be able to match one that is read, as by @CacheAside"
                        + " on Numbers#find(long) with a key of (long)",
                "but was a key of (java.util.UUID)");
        Contexts.refuses(
                Contexts.with(ManyRead.class, ManyOthers.class),
                "as by @CacheAside on ManyRead#findAll(Collection) with a key of (java.lang.Long)");
    }

    @Test
    void keysThatMayHaveTheSameTextAreLeftAlone() {
        assertThat(findings(Numbers.class, ManyTexts.class)).isEmpty();
        assertThat(findings(Numbers.class, TwoParts.class)).isEmpty();
    }

    static class ShortTexts {
        @Bean
        KeyFunction texts() {
            return new KeyFunction() {
                @Override
                public String keyText(Object key) {
                    return key instanceof UUID id ? Long.toString(id.getLeastSignificantBits()) : key.toString();
                }

                @Override
                public boolean appliesTo(String cache) {
                    return cache.equals("numbers");
                }
            };
        }
    }

    @Test
    void typesTellNothingOfTextsThatAKeyFunctionMakes() {
        assertThat(findings(ShortTexts.class, Numbers.class, ManyOthers.class)).isEmpty();
    }

    static class WritesElsewhere {
        @WriteThrough(cache = "numbers", key = "#id")
        public String save(UUID id) {
            return "";
        }
    }

    @Test
    void whatIsStoredUnderAKeyThatNobodyReadsIsWarnedOf() {
        assertThat(findings(Numbers.class, WritesElsewhere.class))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(FindingKind.KEY_NEVER_READ);
                    assertThat(found.where()).isEqualTo("@WriteThrough on WritesElsewhere#save(UUID)");
                    assertThat(found.text()).contains("has a key of (java.util.UUID), so nobody reads what it stores");
                });
    }

    static class Misspelt {
        @Invalidate(cache = "nubmers", key = "#id")
        public void remove(long id) {}
    }

    @Test
    void aCacheThatIsInvalidatedAndFilledByNobodyIsANotice() {
        assertThat(findings(Misspelt.class))
                .singleElement()
                .hasToString(
                        "Cache nubmers: what is invalidated should be filled, but @Invalidate on Misspelt#remove(long)"
                                + " removes from it and no annotated method fills it; correct the name, or leave it if a bean fills"
                                + " it later by Cache or @Cacheable");
    }

    static class FilledByHand {
        FilledByHand(CacheKitEngine kit) {
            kit.cache("nubmers", String.class);
        }
    }

    @Test
    void aCacheThatABeanHasAskedForIsFilled() {
        assertThat(findings(FilledByHand.class, Misspelt.class)).isEmpty();
    }

    static class Forgotten {
        @CacheAside(cache = "old", key = "#id", ttl = "2h")
        public String find(long id) {
            return "";
        }
    }

    @Test
    void whatIsKeptForLongAndNeverInvalidatedIsANotice() {
        assertThat(findings(Numbers.class)).isEmpty();
        assertThat(findings(Forgotten.class)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.NEVER_INVALIDATED);
            assertThat(found.text())
                    .contains("filled by @CacheAside on Forgotten#find(long) and never invalidated", "PT2H");
        });
    }

    static class Tagged {
        @CacheAside(cache = "pages", key = "#id", tags = "'page'", ttl = "30m")
        public String read(long id) {
            return "";
        }

        @Invalidate(
                cache = "pages",
                tags = {"'page'", "'pages'"})
        public void removeAll() {}
    }

    static class TaggedByExpression {
        @CacheAside(cache = "pages", key = "#id", tags = "'author-' + #id", ttl = "30m")
        public String read(long id) {
            return "";
        }

        @Invalidate(cache = "pages", tags = "'author-7'")
        public void removeAll() {}
    }

    @Test
    void aTagThatNoEntryCarriesIsWarnedOf() {
        assertThat(findings(Tagged.class)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.TAG_GIVEN_NOWHERE);
            assertThat(found.text())
                    .contains(
                            "@Invalidate on Tagged#removeAll() removes by 'pages' and @CacheAside on Tagged#read(long)");
        });
        assertThat(findings(TaggedByExpression.class)).isEmpty();
    }

    @Test
    void whatIsFoundTwiceIsToldOnce() {
        ApplicationContextRunner twice = Contexts.with(Forgotten.class);
        twice.withBean("another", Forgotten.class)
                .run(context ->
                        assertThat(context.getBean(Findings.class).all()).hasSize(1));
    }
}
