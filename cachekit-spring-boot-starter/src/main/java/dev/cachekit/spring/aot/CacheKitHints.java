package dev.cachekit.spring.aot;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.SingleFlight;
import dev.cachekit.annotation.TopicListener;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.spring.aop.expression.AnnotatedCall;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What every application with CacheKit needs: scripts, annotations, the front door, the root of expressions. */
final class CacheKitHints implements RuntimeHintsRegistrar {

    private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(
            CacheAside.class,
            WriteThrough.class,
            Invalidate.class,
            Invalidate.List.class,
            RateLimited.class,
            RateLimited.List.class,
            WithLock.class,
            SingleFlight.class,
            TopicListener.class);

    CacheKitHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classes) {
        hints.resources()
                .registerPattern("dev/cachekit/redisson/*.lua")
                .registerPattern("dev/cachekit/spring/console/console.*")
                .registerPattern("META-INF/services/dev.cachekit.CacheKit$Builder");
        for (Class<? extends Annotation> annotation : ANNOTATIONS) {
            hints.reflection().registerType(annotation, MemberCategory.INVOKE_DECLARED_METHODS);
            hints.proxies().registerJdkProxy(annotation);
        }
        hints.reflection()
                .registerType(
                        TypeReference.of("dev.cachekit.engine.CacheKitBuilder"),
                        MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)
                .registerType(AnnotatedCall.class, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
