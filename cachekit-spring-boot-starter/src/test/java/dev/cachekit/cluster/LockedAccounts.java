package dev.cachekit.cluster;

import dev.cachekit.annotation.WithLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Amounts in a database that are read, made larger by one, and written: nothing but a lock keeps two writers apart. What is
 * guarded asks for a number that grows.
 */
class LockedAccounts {

    private final JdbcClient jdbc;

    LockedAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @WithLock(name = "account", key = "#id", maxWait = "60s")
    @Transactional
    public void increment(int id) {
        jdbc.sql("update account set amount = ? where id = ?")
                .params(amount(id) + 1, id)
                .update();
    }

    /** From now on nobody with a smaller number writes. Without it one could do so between the read and the write of this. */
    @Transactional
    public boolean claim(int id, long fence) {
        return jdbc.sql("update account set fence = ? where id = ? and fence < ?")
                        .params(fence, id, fence)
                        .update()
                == 1;
    }

    @Transactional
    public long amount(int id) {
        return jdbc.sql("select amount from account where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    /** Notes each write beside the amount, so that none can be lost without being missed. */
    @Transactional
    public boolean write(int id, long amount, long fence) {
        boolean written = jdbc.sql("update account set amount = ? where id = ? and fence = ?")
                        .params(amount, id, fence)
                        .update()
                == 1;
        if (written) {
            jdbc.sql("insert into written values (?, ?)").params(id, fence).update();
        }
        return written;
    }
}
