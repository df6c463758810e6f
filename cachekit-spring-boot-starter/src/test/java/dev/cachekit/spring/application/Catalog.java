package dev.cachekit.spring.application;

import dev.cachekit.annotation.CacheAside;
import dev.cachekit.annotation.Invalidate;
import dev.cachekit.annotation.WriteThrough;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.annotation.Transactional;

/** A service as a user writes it. */
public class Catalog {

    /** A row. */
    public record Item(long id, String name, long version) {}

    /** A key of two parts. */
    public record ItemKey(String name, int number) {}

    private final AtomicInteger calls = new AtomicInteger();
    private final JdbcClient sql;

    Catalog(JdbcClient sql) {
        this.sql = sql;
    }

    int calls() {
        return calls.get();
    }

    void createTables() {
        sql.sql("drop table if exists item").update();
        sql.sql("create table item (id bigint auto_increment primary key, name varchar(50), version bigint)")
                .update();
    }

    void insertRow(long id, String name) {
        sql.sql("insert into item values (?, ?, 0)").params(id, name).update();
    }

    @CacheAside("item")
    public @Nullable Item byId(long id) {
        calls.incrementAndGet();
        return row(id).orElse(null);
    }

    @CacheAside(cache = "found-item", key = "#id")
    public Optional<Item> find(long id) {
        calls.incrementAndGet();
        return row(id);
    }

    @CacheAside("label")
    public String label(String first, String second) {
        return first + "/" + second;
    }

    @CacheAside("label-of")
    public String labelOf(ItemKey key) {
        return key.name() + "#" + key.number();
    }

    @CacheAside("file")
    public String file(String name) throws FileNotFoundException {
        calls.incrementAndGet();
        throw new FileNotFoundException(name);
    }

    @CacheAside(cache = "slow", ttl = "1m")
    public String slow(String key) {
        calls.incrementAndGet();
        long end = System.nanoTime() + Duration.ofMillis(100).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        return "slow " + key;
    }

    @CacheAside("words")
    public List<String> words(String first) {
        calls.incrementAndGet();
        return new ArrayList<>(List.of(first, "b"));
    }

    @WriteThrough(cache = "item", key = "#result.id")
    @Transactional
    public Item insert(String name) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        sql.sql("insert into item (name, version) values (?, 0)").params(name).update(key, "id");
        return new Item(key.getKey().longValue(), name, 0);
    }

    @WriteThrough(cache = "item", key = "#id", version = "#result.version")
    @Transactional
    public Item rename(long id, String name) {
        write(id, name);
        return row(id).orElseThrow();
    }

    @WriteThrough(cache = "item", key = "#id")
    @Transactional
    public Item renameAndFail(long id, String name) {
        write(id, name);
        throw new IllegalStateException("too late");
    }

    @Invalidate(cache = "item", key = "#id")
    @Transactional
    public void update(long id, String name) {
        write(id, name);
    }

    @Invalidate(cache = "item", keys = "#ids")
    public void forget(Collection<Long> ids) {}

    @Invalidate(cache = "item", pattern = "1*")
    public void forgetOnes() {}

    @Invalidate(cache = "item", all = true)
    public void forgetAll() {}

    @Invalidate(cache = "item", key = "#id", notifyTopic = "items")
    public void forgetAndTell(long id) {}

    private void write(long id, String name) {
        sql.sql("update item set name = ?, version = version + 1 where id = ?")
                .params(name, id)
                .update();
    }

    private Optional<Item> row(long id) {
        return sql.sql("select id, name, version from item where id = ?")
                .param(id)
                .query(Item.class)
                .optional();
    }
}
