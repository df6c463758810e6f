package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import dev.cachekit.sample.jobs.DeadJobs.Letter;
import dev.cachekit.sample.web.RefusedException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends dead letters again. */
@Service
public class DeadJobRevival {

    private final DeadJobs dead;
    private final JobQueue queue;
    private final Serializer data;
    private final List<Job<?>> jobs;

    DeadJobRevival(DeadJobs dead, JobQueue queue, Serializer data, List<Job<?>> jobs) {
        this.dead = dead;
        this.queue = queue;
        this.data = data;
        this.jobs = jobs;
    }

    /**
     * Queues a dead letter as if it had never been tried; it is no dead letter then.
     *
     * @return whether there was one
     * @throws RefusedException if there is one, of a job that this version of the application does not have; it stays a dead
     *     letter
     */
    @Transactional
    public boolean revive(long id) {
        Optional<Letter> letter = dead.take(id);
        letter.ifPresent(found -> submit(job(found.name()), found));
        return letter.isPresent();
    }

    private <T> void submit(Job<T> job, Letter letter) {
        queue.submit(job, letter.instance(), data.deserialize(job.dataType(), letter.data()));
    }

    private Job<?> job(String name) {
        return jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        HttpStatus.CONFLICT, "This version of the application has no job called " + name + "."));
    }
}
