package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes concurrent calls with one key a single call, whose outcome all of them get. Nothing is kept afterwards.
 *
 * <pre>{@code
 *     @SingleFlight(name = "report", key = "#month")
 *     public Report build(YearMonth month) { ... }
 * }</pre>
 *
 * <p><b>Outcome.</b> In the same process all callers get the same object or the same exception. Other processes get a copy
 * of the value; an exception is rebuilt if its type is listed in {@code cachekit.single-flight.shared-exceptions}, else it
 * arrives as {@link dev.cachekit.RemoteLoadException}. When the leading process dies, exactly one waiter succeeds it.
 *
 * <p><b>Null.</b> A {@code null} result is shared like any other.
 *
 * <p><b>Threads.</b> The first caller runs the method on its own thread, the others wait on theirs and can be interrupted.
 *
 * <p><b>When Redis is away</b> it acts as {@link FlightScope#LOCAL}: one call per process.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface SingleFlight {

    /** The name of the flight: the same as {@link #name()}. Both set and different stops the start. */
    String value() default "";

    /** The name of the flight. Empty: {@link #value()}; if that is empty too, {@code Class.method}. */
    String name() default "";

    /** Expression of the key. Empty: the single parameter itself, else all parameters in order. */
    String key() default "";

    /** How far it reaches. Default: the cluster. */
    FlightScope scope() default FlightScope.CLUSTER;

    /**
     * How long to wait for the running call, then {@link dev.cachekit.FlightTimeoutException}. Empty: configured, built-in 10
     * seconds.
     */
    String maxWait() default "";
}
