package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests that mean nothing with {@code cachekit.enabled=false}, and are left out there. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("needs-cache")
public @interface NeedsCache {

    /** What they look at that is not there without caches, as a phrase. */
    String value();
}
