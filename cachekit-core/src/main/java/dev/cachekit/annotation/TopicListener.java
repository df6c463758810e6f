package dev.cachekit.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells a method of a bean the messages of topics, while the application runs.
 *
 * <pre>{@code
 *     @TopicListener({"orders.*", "returns"})
 *     void show(Order order, String topic) { ... }
 * }</pre>
 *
 * <p><b>Parameters.</b> The message, which is read from its JSON as the type of the parameter, and if wanted, behind it, the
 * name of the topic. The method returns nothing; it must not be private or static. A method that does not fit stops the start.
 *
 * <p><b>Order.</b> A method is told one message at a time, those of each publisher to one topic in the order in which it sent
 * them, unless {@link #handlers} says otherwise. Several instances of an application are all told every message.
 *
 * <p><b>Failures.</b> An exception of the method, or a message that cannot be read, is told to the {@code TopicErrorHandler} bean,
 * without one it is logged; the next message is told all the same.
 *
 * <p><b>Missed messages.</b> Nobody keeps messages. After a lost connection, or when messages came faster than they were
 * handled, {@link #onMissed} is called, so that the bean can read anew what it keeps up to date.
 *
 * <p><b>Threads.</b> The method runs on CacheKit's threads for topics and may block.
 *
 * <p><b>When Redis is away</b> the application starts nevertheless, and listens as soon as Redis is there.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface TopicListener {

    /** Names of topics: the same as {@link #topics()}. Both set and different stops the start. */
    String[] value() default {};

    /** Names of topics, at least one; a {@code *} stands for any characters. <code>${...}</code> is resolved. */
    String[] topics() default {};

    /** How many messages may wait while the method is busy. Positive. */
    int capacity() default 10_000;

    /** What gives way when more come. */
    Overflow overflow() default Overflow.DROP_OLDEST;

    /** How many messages are handled at a time. Positive; with more than one, messages are no longer told in their order. */
    int handlers() default 1;

    /**
     * Name of a method of the same class that is told, between messages, that some were missed. It has one parameter of type
     * {@link dev.cachekit.Missed}, or none. Empty: only logged.
     */
    String onMissed() default "";
}
