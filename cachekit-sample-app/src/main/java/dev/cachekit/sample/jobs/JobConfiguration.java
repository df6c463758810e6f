package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts the queue together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobSettings.class)
class JobConfiguration {

    /** After six of them without a sign of life another node takes over what one had begun. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Less than the orchestrator's patience with a node that is to end. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    @Bean
    Serializer jobData(JsonMapper json) {
        return new JobData(json);
    }

    /** Started by {@link JobRunner}, when all else is ready. */
    @Bean(destroyMethod = "stop")
    Scheduler jobScheduler(
            DataSource database,
            List<Job<?>> jobs,
            List<ScheduledJob> scheduled,
            DeadJobs dead,
            JobSettings settings,
            Serializer data,
            PlatformTransactionManager transactions,
            MeterRegistry meters,
            Clock clock) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        List<Task<?>> queued = new ArrayList<>();
        jobs.forEach(job -> queued.add(task(job, settings, dead, transaction)));
        List<RecurringTask<Void>> recurring =
                scheduled.stream().map(JobTasks::of).toList();
        List<Task<?>> all = new ArrayList<>(queued);
        all.addAll(recurring);
        return Scheduler.create(new TransactionAwareDataSourceProxy(database), queued)
                .startTasks(recurring)
                .serializer(data)
                .threads(settings.workers())
                .pollingInterval(settings.poll())
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(LONGEST_END)
                .statsRegistry(new MicrometerStatsRegistry(meters, all))
                .clock(clock::instant)
                .build();
    }

    private static <T> Task<T> task(Job<T> job, JobSettings settings, DeadJobs dead, TransactionTemplate transaction) {
        return JobTasks.of(job, new Retries<>(settings, dead, transaction));
    }
}
