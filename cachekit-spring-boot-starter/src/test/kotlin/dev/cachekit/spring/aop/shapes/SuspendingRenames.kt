package dev.cachekit.spring.aop.shapes

import dev.cachekit.annotation.Invalidate
import java.util.function.BiFunction
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.reactor.mono
import reactor.core.publisher.Mono

/** A coroutine that changes a row. */
open class SuspendingRenames(private val update: BiFunction<Long, String, Mono<Long>>) {

    @Invalidate(cache = "item", key = "#id")
    open suspend fun rename(id: Long, name: String): Long = update.apply(id, name).awaitSingle()
}

/** Calls it in the context of whoever subscribes. */
fun renaming(renames: SuspendingRenames, id: Long, name: String): Mono<Long> = mono { renames.rename(id, name) }
