package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.task.Task;
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

    private final JobSettings settings;
    private final Clock clock;

    JobConfiguration(JobSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    Serializer jobData(JsonMapper json) {
        return new JobData(json);
    }

    @Bean
    KnownJobs knownJobs(
            List<Job<?>> jobs, List<ScheduledJob> scheduled, DeadJobs dead, PlatformTransactionManager transactions) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        List<Task<?>> queued = new ArrayList<>();
        jobs.forEach(job -> queued.add(task(job, dead, transaction)));
        return new KnownJobs(queued, scheduled.stream().map(JobTasks::of).toList());
    }

    private <T> Task<T> task(Job<T> job, DeadJobs dead, TransactionTemplate transaction) {
        return JobTasks.of(job, new Retries<>(settings, dead, transaction));
    }

    /** Started by {@link JobRunner}, when all else is ready. */
    @Bean(destroyMethod = "stop")
    Scheduler jobScheduler(DataSource database, KnownJobs jobs, Serializer data, MeterRegistry meters) {
        return Scheduler.create(new TransactionAwareDataSourceProxy(database), jobs.queued())
                .startTasks(jobs.recurring())
                .serializer(data)
                .threads(settings.workers())
                .pollingInterval(settings.poll())
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(LONGEST_END)
                .statsRegistry(new MicrometerStatsRegistry(meters, jobs.all()))
                .clock(clock::instant)
                .build();
    }
}
