package dev.cachekit.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationContractTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                CacheAside.class,
                WriteThrough.class,
                Invalidate.class,
                RateLimited.class,
                WithLock.class,
                SingleFlight.class,
                TopicListener.class
            })
    void canBeReadAtRunTimeAndInherited(Class<? extends Annotation> annotation) {
        assertThat(annotation.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
        assertThat(annotation).hasAnnotations(Inherited.class, Documented.class);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CacheAside.class,
                WriteThrough.class,
                Invalidate.class,
                RateLimited.class,
                WithLock.class,
                SingleFlight.class,
                TopicListener.class
            })
    void canBeComposedIntoAnotherAnnotation(Class<? extends Annotation> annotation) {
        assertThat(annotation.getAnnotation(Target.class).value()).contains(ElementType.ANNOTATION_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CacheAside.class,
                WriteThrough.class,
                Invalidate.class,
                RateLimited.class,
                WithLock.class,
                SingleFlight.class,
                TopicListener.class
            })
    void needsNoAttributeToCompile(Class<? extends Annotation> annotation) {
        assertThat(annotation.getDeclaredMethods())
                .extracting(Method::getDefaultValue)
                .doesNotContainNull();
    }

    @Test
    void onlyCacheAsideMayStandOnAClass() {
        assertThat(CacheAside.class.getAnnotation(Target.class).value()).contains(ElementType.TYPE);
        assertThat(WithLock.class.getAnnotation(Target.class).value()).doesNotContain(ElementType.TYPE);
    }

    @Test
    void keepsRepeatedInvalidationsInOrder() throws NoSuchMethodException {
        Method method = Repeated.class.getDeclaredMethod("publish");

        assertThat(method.getAnnotationsByType(Invalidate.class))
                .extracting(Invalidate::value)
                .containsExactly("feed", "post");
    }

    @Test
    void keepsRepeatedLimitsInOrder() throws NoSuchMethodException {
        Method method = Repeated.class.getDeclaredMethod("publish");

        assertThat(method.getAnnotationsByType(RateLimited.class))
                .extracting(RateLimited::permits)
                .containsExactly(10L, 1000L);
    }

    @Test
    void refusesWithoutRedisByDefaultForLocksOnly() throws NoSuchMethodException {
        assertThat(WithLock.class.getDeclaredMethod("onBackendFailure").getDefaultValue())
                .isEqualTo(BackendFailure.CLOSED);
        assertThat(RateLimited.class.getDeclaredMethod("onBackendFailure").getDefaultValue())
                .isEqualTo(BackendFailure.LOCAL);
    }

    interface Repeated {
        @Invalidate("feed")
        @Invalidate("post")
        @RateLimited(name = "api", permits = 10, per = "1s")
        @RateLimited(name = "api", permits = 1000, per = "1h")
        void publish();
    }
}
