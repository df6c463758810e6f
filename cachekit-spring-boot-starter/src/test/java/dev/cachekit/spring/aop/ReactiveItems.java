package dev.cachekit.spring.aop;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.Phase;
import dev.cachekit.annotation.WithLock;
import dev.cachekit.annotation.WriteThrough;
import dev.cachekit.spring.ReactiveDatabase;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows behind annotated methods that return publishers. */
class ReactiveItems {

    private final ReactiveDatabase.Rows rows;
    private final TransactionalOperator transaction;

    ReactiveItems(ReactiveDatabase.Rows rows, TransactionalOperator transaction) {
        this.rows = rows;
        this.transaction = transaction;
    }

    @CacheAside("item")
    public Mono<String> name(long id) {
        return row(id);
    }

    @Invalidate(cache = "item", key = "#id")
    public Mono<Long> rename(long id, String name) {
        return update(id, name);
    }

    @Invalidate(cache = "item", key = "#id")
    public Flux<String> renameStreaming(long id, String name) {
        return update(id, name).thenMany(Flux.just(name, name));
    }

    @Invalidate(cache = "item", key = "#id", phase = Phase.TWO_PHASE)
    public Mono<Long> renameAnnounced(long id, String name) {
        return update(id, name);
    }

    @WriteThrough(cache = "item", key = "#id")
    public Mono<String> write(long id, String name) {
        return update(id, name).thenReturn(name);
    }

    @WithLock(name = "row", key = "#id", maxWait = "2s")
    public Mono<Long> renameLocked(long id, String name) {
        return update(id, name);
    }

    @WithLock(name = "leased", key = "#id", lease = "200ms")
    public Mono<Long> renameLeased(long id, String name) {
        return update(id, name);
    }

    @Transactional
    @Invalidate(cache = "item", key = "#id")
    public Mono<Long> renameInside(long id, String name, Mono<Void> then) {
        return update(id, name).flatMap(rows -> then.thenReturn(rows));
    }

    @Transactional
    @Invalidate(cache = "item", key = "#id")
    public Flux<Long> renameInsideStreaming(long id, String name, Mono<Void> then) {
        return update(id, name).flatMapMany(rows -> then.thenMany(Flux.just(rows)));
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    @Invalidate(cache = "item", key = "#id")
    public Mono<Long> renameApart(long id, String name) {
        return update(id, name);
    }

    @Transactional
    @WriteThrough(cache = "item", key = "#id")
    public Mono<String> writeInside(long id, String name, Mono<Void> then) {
        return update(id, name).flatMap(rows -> then.thenReturn(name));
    }

    @WriteThrough(cache = "item", key = "#id")
    public Mono<String> writeAndRollBack(long id, String name) {
        return transaction
                .execute(status -> {
                    status.setRollbackOnly();
                    return update(id, name).thenReturn(name);
                })
                .single();
    }

    Mono<String> row(long id) {
        return rows.name(id);
    }

    Mono<Long> update(long id, String name) {
        return rows.rename(id, name);
    }
}
