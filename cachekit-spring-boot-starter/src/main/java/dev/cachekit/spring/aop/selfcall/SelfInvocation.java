package dev.cachekit.spring.aop.selfcall;

/** The values of {@code cachekit.self-invocation}: what becomes of annotated methods that are called past their proxy. */
public enum SelfInvocation {
    /** Each is a warning. */
    WARN,
    /** The first stops the start. */
    FAIL,
    /** Nobody looks for them. */
    IGNORE
}
