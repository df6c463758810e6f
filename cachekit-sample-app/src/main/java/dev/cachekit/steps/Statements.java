package dev.cachekit.steps;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts the statements sent to the database, and holds each up as the way to another machine would: a database within the
 * process answers sooner than any that is shared. Safe for use by many threads.
 */
final class Statements implements BeanPostProcessor, QueryExecutionListener {

    private final LongAdder sent = new LongAdder();
    private volatile Duration way = Duration.ZERO;

    /** From now on each statement takes so much longer. */
    void holdUp(Duration time) {
        way = time;
    }

    long sent() {
        return sent.sum();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && !(bean instanceof ProxyDataSource)
                ? ProxyDataSourceBuilder.create(name, source).listener(this).build()
                : bean;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        sent.add(queries.size());
        long end = System.nanoTime() + way.toNanos();
        for (long left = way.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
}
