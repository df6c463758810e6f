package dev.cachekit.spring.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.spring.aop.finding.Finding;
import dev.cachekit.spring.aop.finding.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Annotated methods that a bean calls on itself. */
@ExtendWith(OutputCaptureExtension.class)
class SelfInvocationTest {

    static class Catalog {

        int calls;

        @CacheAside(cache = "catalog", key = "#id", ttl = "10m")
        public String find(long id) {
            return "product " + id + " of call " + ++calls;
        }

        public String page() {
            return find(1) + find(2);
        }
    }

    static class ByProvider {

        private final ObjectProvider<ByProvider> self;
        private int calls;

        ByProvider(ObjectProvider<ByProvider> self) {
            this.self = self;
        }

        @CacheAside(cache = "catalog", key = "#id", ttl = "10m")
        public String find(long id) {
            return "product " + id + " of call " + ++calls;
        }

        public String page() {
            return self.getObject().find(1);
        }
    }

    static class Maybe {

        @CacheAside(cache = "maybe", key = "#id", ttl = "10m")
        public String find(long id) {
            return "product " + id;
        }

        public String of(@Nullable Maybe other) {
            Maybe either = other == null ? this : other;
            return either.find(1);
        }
    }

    private static ApplicationContextRunner with(Class<?> bean, String rule) {
        return Contexts.with(bean).withPropertyValues("cachekit.self-invocation=" + rule);
    }

    @Test
    void isWarnedOfOnceForEachCallerAndMethodCalled(CapturedOutput output) {
        Contexts.with(Catalog.class)
                .run(context -> assertThat(context.getBean(Findings.class).all())
                        .extracting(Finding::where)
                        .containsExactly("@CacheAside on Catalog#find(long)"));
        assertThat(output)
                .containsOnlyOnce("WARN")
                .containsOnlyOnce(
                        "@CacheAside on Catalog#find(long): calls must pass through the proxy of the bean, but"
                                + " Catalog#page() calls the method on this, where the annotation has no effect; move the method to"
                                + " another bean, or call it on one from an ObjectProvider<Catalog>");
    }

    @Test
    void stopsTheStartIfThatIsWanted() {
        Contexts.refuses(
                with(Catalog.class, "fail"),
                "@CacheAside on Catalog#find(long): calls must pass through the proxy of the bean but was Catalog#page()"
                        + " calls the method on this",
                "cachekit.self-invocation=warn");
    }

    @Test
    void whatIsNotCertainIsAWarningThenAsWell() {
        with(Maybe.class, "fail")
                .run(context -> assertThat(context.getBean(Findings.class).all())
                        .extracting(Finding::text)
                        .singleElement()
                        .asString()
                        .contains("may call the method on this"));
    }

    @Test
    void isNotLookedForIfThatIsNotWanted(CapturedOutput output) {
        with(Catalog.class, "ignore")
                .run(context ->
                        assertThat(context.getBean(Findings.class).all()).isEmpty());
        assertThat(output).doesNotContain("proxy of the bean");
    }

    @Test
    void anUnknownRuleIsRefused() {
        Contexts.refuses(
                with(Catalog.class, "shout"), "cachekit.self-invocation: self-invocation must be warn, fail or");
    }

    @Test
    void aBeanThatAsksForItselfPassesThroughItsProxy() {
        with(ByProvider.class, "fail").run(context -> {
            ByProvider catalog = context.getBean(ByProvider.class);
            assertThat(catalog.page()).isEqualTo("product 1 of call 1").isEqualTo(catalog.page());
        });
    }
}
