package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tests of what nodes tell each other through Redis. With {@code cachekit.enabled=false} nothing connects, and they are left out.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("needs-two-nodes")
public @interface NeedsTwoNodes {

    /** What they look at that takes two nodes, as a phrase. */
    String value();
}
