package dev.cachekit.sample.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Queue, workers, retries, dead letters: with a job that fails as often as it is told to. */
@SampleTest
@Import(JobQueueTest.Jobs.class)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:jobs;DB_CLOSE_DELAY=-1",
            "sample.jobs.attempts=3",
            "sample.jobs.back-off=10ms",
            "sample.jobs.poll=50ms"
        })
class JobQueueTest {

    @Autowired
    private JobQueue queue;

    @Autowired
    private Troubled job;

    @Autowired
    private RestTestClient client;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void forgetDeadLetters() {
        jdbc.sql("delete from dead_job").update();
    }

    @Test
    void aJobIsDoneOnce() {
        queue.submit(job, "once", new Trouble("once", 0));

        await().untilAsserted(() -> assertThat(job.runs("once")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(queued()).doesNotContain("once"));
        assertThat(job.runs("once")).isEqualTo(1);
    }

    @Test
    void aJobOfATransactionThatRollsBackIsNeverDone() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            queue.submit(job, "rolled-back", new Trouble("rolled-back", 0));
            status.setRollbackOnly();
        });
        queue.submit(job, "after", new Trouble("after", 0));

        await().untilAsserted(() -> assertThat(job.runs("after")).isEqualTo(1));
        assertThat(job.runs("rolled-back")).isZero();
    }

    @Test
    void aJobOfATransactionIsDoneAfterItsCommit() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            queue.submit(job, "committed", new Trouble("committed", 0));
            assertThat(job.runs("committed")).isZero();
        });

        await().untilAsserted(() -> assertThat(job.runs("committed")).isEqualTo(1));
    }

    @Test
    void aJobThatFailsIsTriedAgain() {
        queue.submit(job, "twice", new Trouble("twice", 2));

        await().untilAsserted(() -> assertThat(job.runs("twice")).isEqualTo(3));
        await().untilAsserted(() -> assertThat(queued()).doesNotContain("twice"));
        assertThat(dead()).isEmpty();
    }

    @Test
    void aJobThatFailsForGoodIsADeadLetterUntilItIsSentAgain() {
        queue.submit(job, "for-good", new Trouble("for-good", 3));
        await().untilAsserted(() -> assertThat(dead()).hasSize(1));
        DeadJob letter = dead().get(0);
        assertThat(letter)
                .returns("troubled", DeadJob::name)
                .returns("for-good", DeadJob::instance)
                .returns(3, DeadJob::attempts)
                .returns("java.lang.IllegalStateException: trouble 3 of 3", DeadJob::error);
        assertThat(queued()).doesNotContain("for-good");

        admin().post().uri("/api/jobs/dead/{id}/retry", letter.id()).exchangeSuccessfully();

        await().untilAsserted(() -> assertThat(job.runs("for-good")).isEqualTo(4));
        assertThat(dead()).isEmpty();
    }

    @Test
    void aLetterThatIsNotThereIsNotFound() {
        admin().post()
                .uri("/api/jobs/dead/{id}/retry", 123_456)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void jobsAreForAdministrators() {
        client.get().uri("/api/jobs").exchange().expectStatus().isUnauthorized();
        Visitors.user(client, 1)
                .get()
                .uri("/api/jobs")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void scheduledJobsAreInTheQueue() {
        assertThat(queued()).hasSizeGreaterThan(1);
        admin().get()
                .uri("/api/jobs")
                .exchangeSuccessfully()
                .expectBody()
                .jsonPath("$.queued[?(@.name == 'digest')].due")
                .exists()
                .jsonPath("$.queued[?(@.name == 'save-likes')].due")
                .exists();
    }

    private List<String> queued() {
        return jdbc.sql("select task_instance from scheduled_tasks")
                .query(String.class)
                .list();
    }

    private List<DeadJob> dead() {
        return List.of(admin().get()
                .uri("/api/jobs/dead")
                .exchangeSuccessfully()
                .expectBody(DeadJob[].class)
                .returnResult()
                .getResponseBody());
    }

    private RestTestClient admin() {
        return Visitors.admin(client);
    }

    record Trouble(String name, int failures) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        Troubled troubled() {
            return new Troubled();
        }
    }

    /** Fails as often as its data says, and counts its runs. */
    static final class Troubled implements Job<Trouble> {

        private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

        int runs(String name) {
            return runs.getOrDefault(name, new AtomicInteger()).get();
        }

        @Override
        public String name() {
            return "troubled";
        }

        @Override
        public Class<Trouble> dataType() {
            return Trouble.class;
        }

        @Override
        public void run(Trouble data) {
            int run = runs.computeIfAbsent(data.name(), name -> new AtomicInteger())
                    .incrementAndGet();
            if (run <= data.failures()) {
                throw new IllegalStateException("trouble " + run + " of " + data.failures());
            }
        }
    }
}
