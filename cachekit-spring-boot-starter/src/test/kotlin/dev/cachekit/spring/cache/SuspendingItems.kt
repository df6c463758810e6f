package dev.cachekit.spring.cache

import java.util.function.BiFunction
import java.util.function.LongFunction
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.reactor.mono
import org.springframework.cache.annotation.CacheEvict
import org.springframework.cache.annotation.CachePut
import org.springframework.cache.annotation.Cacheable
import reactor.core.publisher.Mono

/** Rows behind suspending functions with Spring's cache annotations. */
open class SuspendingItems(
    private val read: LongFunction<Mono<String>>,
    private val update: BiFunction<Long, String, Mono<Long>>,
) {

    @Cacheable("item")
    open suspend fun name(id: Long): String = read.apply(id).awaitSingle()

    @CacheEvict(cacheNames = ["item"], key = "#id")
    open suspend fun rename(id: Long, name: String): Long = update.apply(id, name).awaitSingle()

    @CachePut(cacheNames = ["item"], key = "#id")
    open suspend fun write(id: Long, name: String): String {
        update.apply(id, name).awaitSingle()
        return name
    }
}

/** Calls them in the context of whoever subscribes. */
object SuspendingItemCalls {

    @JvmStatic
    fun name(items: SuspendingItems, id: Long): Mono<String> = mono { items.name(id) }

    @JvmStatic
    fun rename(items: SuspendingItems, id: Long, name: String): Mono<Long> = mono { items.rename(id, name) }

    @JvmStatic
    fun write(items: SuspendingItems, id: Long, name: String): Mono<String> = mono { items.write(id, name) }
}
