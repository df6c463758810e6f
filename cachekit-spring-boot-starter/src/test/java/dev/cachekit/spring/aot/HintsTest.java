package dev.cachekit.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.proxies;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.engine.CacheKitBuilder;
import dev.cachekit.spring.aop.annotated.AnnotatedClasses;
import dev.cachekit.spring.aop.expression.AnnotatedCall;
import dev.cachekit.spring.aop.rule.Rules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A native image is told of everything that is asked for by reflection. */
class HintsTest {

    private static final RuntimeHints HINTS = Processed.with(
                    Map.of("cachekit.app", "shop", "cachekit.backend", "in-process"), OrdersApplication.class)
            .hints();

    @Test
    void scriptsAndTheFrontDoorAreThere() throws IOException {
        Resource[] scripts =
                new PathMatchingResourcePatternResolver().getResources("classpath*:dev/cachekit/redisson/*.lua");

        assertThat(scripts).isNotEmpty();
        assertThat(scripts)
                .allMatch(script -> isTold(resource().forResource("dev/cachekit/redisson/" + script.getFilename())));
        told(resource().forResource("META-INF/services/dev.cachekit.CacheKit$Builder"));
        told(reflection().onType(CacheKitBuilder.class).withMemberCategory(MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
    }

    @Test
    void annotationsAndTheRootOfExpressionsCanBeRead() {
        told(reflection().onType(CacheAside.class).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS));
        told(reflection().onType(WithLock.class).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS));
        told(proxies().forInterfaces(TopicListener.class));
        told(reflection().onMethodInvocation(AnnotatedCall.class, "methodName"));
    }

    /** Spring may tell of some by itself, so here only ours count. */
    @Test
    void methodsAndFallbacksCanBeCalled() {
        RuntimeHints ours = ofOrdersAlone();

        assertThat(List.of("find", "later", "on", "missed"))
                .allMatch(method ->
                        reflection().onMethodInvocation(Orders.class, method).test(ours));
    }

    private static RuntimeHints ofOrdersAlone() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition("orders", new RootBeanDefinition(Orders.class));
        beans.registerSingleton(
                "classes", AnnotatedClasses.all(Rules.of(new StandardEnvironment()), text -> text, true));
        TestGenerationContext generation = new TestGenerationContext();
        new BeanHints().processAheadOfTime(RegisteredBean.of(beans, "orders")).applyTo(generation, null);
        return generation.getRuntimeHints();
    }

    @Test
    void valuesCanBeReadAndWrittenAsJson() {
        bound(Orders.Order.class, "item");
        bound(Orders.Customer.class, "name");
        bound(Orders.Total.class, "cents");
        bound(Orders.Shipped.class, "id");
    }

    @Test
    void keysCanBeTakenFromParameters() {
        told(reflection().onMethodInvocation(Orders.Query.class, "id"));
    }

    @Test
    void valuesOfSpringsOwnAnnotationsCanBeReadAndWritten() {
        bound(Orders.Price.class, "cents");
    }

    private static void bound(Class<?> type, String accessor) {
        told(reflection().onMethodInvocation(type, accessor));
        told(reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]));
    }

    private static void told(Predicate<RuntimeHints> hint) {
        assertThat(isTold(hint)).as("hint").isTrue();
    }

    private static boolean isTold(Predicate<RuntimeHints> hint) {
        return hint.test(HINTS);
    }
}
