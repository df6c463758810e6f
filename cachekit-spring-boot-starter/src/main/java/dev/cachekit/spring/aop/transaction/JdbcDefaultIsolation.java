package dev.cachekit.spring.aop.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Asks the connection of the transaction, once per data source: so a pool's own setting counts as well as the
 * database's. Safe for use by many threads.
 */
public final class JdbcDefaultIsolation implements DefaultIsolation {

    private static final Logger log = LoggerFactory.getLogger(JdbcDefaultIsolation.class);

    private final Map<Object, Integer> levels = new ConcurrentHashMap<>();

    /** Begins without knowing any data source. */
    public JdbcDefaultIsolation() {}

    @Override
    public boolean isReadCommitted() {
        boolean known = false;
        for (Map.Entry<Object, Object> resource :
                TransactionSynchronizationManager.getResourceMap().entrySet()) {
            if (resource.getValue() instanceof ConnectionHolder holder) {
                known = true;
                if (level(resource.getKey(), holder) != Connection.TRANSACTION_READ_COMMITTED) {
                    return false;
                }
            }
        }
        return known;
    }

    private int level(Object dataSource, ConnectionHolder holder) {
        Integer known = levels.get(dataSource);
        if (known != null) {
            return known;
        }
        try {
            int level = holder.getConnection().getTransactionIsolation();
            levels.put(dataSource, level);
            return level;
        } catch (SQLException | RuntimeException unknown) {
            log.debug("the isolation of {} is not known", dataSource, unknown);
            return Connection.TRANSACTION_NONE;
        }
    }
}
