package dev.cachekit.spring.aop.shapes

import dev.cachekit.annotation.CacheAside
import dev.cachekit.annotation.Invalidate
import dev.cachekit.annotation.OnBusy
import dev.cachekit.annotation.RateLimited
import dev.cachekit.annotation.SingleFlight
import dev.cachekit.annotation.WithLock
import dev.cachekit.annotation.WriteThrough
import java.util.function.BiFunction
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.withContext
import java.util.concurrent.Executor

/** All annotations on coroutines. */
open class SuspendingOps(private val work: BiFunction<String, Long, String?>, threads: Executor) {

    private val dispatcher = threads.asCoroutineDispatcher()

    @CacheAside(cache = "suspending-rows", key = "#id")
    open suspend fun read(id: Long): String? = begin("read", id)

    @WriteThrough(cache = "suspending-rows", key = "#id")
    open suspend fun write(id: Long): String? = begin("write", id)

    @Invalidate(cache = "suspending-rows", key = "#id")
    open suspend fun remove(id: Long): String? = begin("remove", id)

    @SingleFlight(name = "suspending-once", key = "#id")
    open suspend fun once(id: Long): String? = begin("once", id)

    @WithLock(name = "suspending-queue", key = "#id")
    open suspend fun locked(id: Long): String? = begin("locked", id)

    @WithLock(name = "suspending-lock", key = "#id")
    open suspend fun holding(id: Long): String? = begin("holding", id)

    @WithLock(name = "suspending-lock", key = "#id", maxWait = "0", onBusy = OnBusy.SKIP)
    open suspend fun tried(id: Long): String? = begin("tried", id)

    @RateLimited(name = "suspending-limit", key = "#id", permits = 2, per = "1h")
    open suspend fun limited(id: Long): String? = begin("limited", id)

    @RateLimited(name = "suspending-soft", key = "#id", permits = 1, per = "1h", fallback = "instead")
    open suspend fun softened(id: Long): String? = begin("softened", id)

    private suspend fun instead(id: Long): String? = begin("instead", id)

    private suspend fun begin(operation: String, id: Long): String? =
        withContext(dispatcher) { work.apply(operation, id) }
}
