package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a method be called only so often, counted across the cluster. May be repeated.
 *
 * <pre>{@code
 *     @RateLimited(name = "api", key = "#user", permits = 10, per = "1s")
 *     @RateLimited(name = "api", key = "#user", permits = 1000, per = "1h")
 *     public Answer ask(String user, Question question) { ... }
 * }</pre>
 *
 * <p><b>Bands.</b> Repeated with the same name and key they are bands of one limiter: a call takes permits from all of them
 * or from none. Different names or keys on one method stop the start.
 *
 * <p><b>Order.</b> It stands outermost: calls answered by {@link CacheAside @CacheAside} take permits too.
 *
 * <p><b>Refused:</b> {@link dev.cachekit.RateLimitExceededException}, or the method named by {@link #fallback()}. In a web
 * application the exception becomes status 429 with {@code Retry-After}.
 *
 * <p><b>Null.</b> A key expression that yields {@code null} is a key of its own: all such calls share one limit.
 *
 * <p><b>Threads.</b> Only {@link #maxWait()} makes a caller wait; it does so on its own thread and can be interrupted.
 *
 * <p><b>When Redis is away</b> {@link #onBackendFailure()} decides.
 */
@Documented
@Inherited
@Repeatable(RateLimited.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface RateLimited {

    /** The name of the limiter: the same as {@link #name()}. Both set and different stops the start. */
    String value() default "";

    /** The name of the limiter. Needed here or in {@link #value()}. */
    String name() default "";

    /** Expression of what is limited, such as the user. Empty: one limit for all calls of that name. */
    String key() default "";

    /** Permits per {@link #per()}, above 0. 0: as configured below {@code cachekit.rate-limiters}. */
    long permits() default 0;

    /** The duration in which {@link #permits()} are granted. Empty: as configured. */
    String per() default "";

    /** Permits that may be used at once, with {@link Algorithm#TOKEN_BUCKET} only. 0: configured, else {@link #permits()}. */
    long burst() default 0;

    /** How to count. Default: token bucket. */
    Algorithm algorithm() default Algorithm.TOKEN_BUCKET;

    /**
     * Expression of the number of permits a call takes. Default: 1. A call whose expression gives 0 passes uncounted; one that
     * wants more than a band ever grants at once is refused. A constant must be above 0 and possible.
     */
    String cost() default "1";

    /**
     * How long a call may wait for its place; a call that would have to wait longer is refused at once. Empty: configured,
     * built-in no waiting.
     */
    String maxWait() default "";

    /**
     * Name of a method of the same class that is called instead of a refused call: any visibility, same parameters plus
     * optionally the exception last, same return type. Empty: the exception is thrown.
     */
    String fallback() default "";

    /** What to do while Redis is away. Default: each node limits alone. */
    BackendFailure onBackendFailure() default BackendFailure.LOCAL;

    /** True: count and report, but let every call pass. For trying out a limit. Default: false. */
    boolean shadow() default false;

    /** Expression evaluated before the call; false: it passes uncounted. It cannot see {@code #result}. Empty: always. */
    String condition() default "";

    /** Holds several {@link RateLimited @RateLimited} of one method; the compiler writes it. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {

        /** The repeated annotations, in source order. */
        RateLimited[] value();
    }
}
