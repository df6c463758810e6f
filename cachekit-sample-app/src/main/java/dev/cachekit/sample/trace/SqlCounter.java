package dev.cachekit.sample.trace;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** Puts a counting proxy around the data source; a batch counts as one statement, those of background jobs not at all. */
@Component
class SqlCounter implements BeanPostProcessor {

    // A provider, because a post-processor must not make other beans before they can be post-processed themselves.
    private final ObjectProvider<Costs> costs;

    SqlCounter(ObjectProvider<Costs> costs) {
        this.costs = costs;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource dataSource && !(bean instanceof ProxyDataSource)) {
            return ProxyDataSourceBuilder.create(name, dataSource)
                    .listener(new Listener(costs))
                    .build();
        }
        return bean;
    }

    private record Listener(ObjectProvider<Costs> costs) implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            if (!Thread.currentThread().getName().startsWith(Scheduler.THREAD_PREFIX)) {
                costs.getObject().sqlQueries(queries.size());
            }
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
    }
}
