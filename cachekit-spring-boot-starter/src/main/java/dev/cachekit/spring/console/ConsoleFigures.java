package dev.cachekit.spring.console;

/**
 * What was counted for the console in this process since its start.
 *
 * @param caches of caches
 * @param keys of single keys
 * @param limiters of rate limiters
 * @param locks of locks
 * @param requests of requests to the store
 */
public record ConsoleFigures(
        CacheFigures caches, KeyFigures keys, LimiterFigures limiters, LockFigures locks, RequestFigures requests) {}
