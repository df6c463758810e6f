package dev.cachekit.spring.cache

import java.util.function.LongFunction
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import org.springframework.cache.annotation.Cacheable

/** Rows behind suspending functions. */
open class SuspendingRows(private val work: LongFunction<String?>) {

    @Cacheable("rows")
    open suspend fun read(id: Long): String? {
        yield()
        return work.apply(id)
    }

    @Cacheable(cacheNames = ["rows"], sync = true)
    open suspend fun sync(id: Long): String? = work.apply(id)

    @Cacheable("rows")
    open suspend fun endless(id: Long): String? {
        work.apply(id)
        awaitCancellation()
    }
}

/** Calls suspending functions as a thread does. */
object SuspendingCalls {

    @JvmStatic
    fun read(rows: SuspendingRows, id: Long): String? = runBlocking { rows.read(id) }

    @JvmStatic
    fun sync(rows: SuspendingRows, id: Long): String? = runBlocking { rows.sync(id) }

    @JvmStatic
    fun cancelled(rows: SuspendingRows, id: Long): String? = runBlocking { withTimeoutOrNull(20) { rows.endless(id) } }
}
