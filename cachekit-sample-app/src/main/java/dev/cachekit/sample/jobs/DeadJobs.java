package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs that have failed for good, until somebody sends them again. */
@Repository
class DeadJobs {

    private static final int MOST_SHOWN = 100;
    private static final int LONGEST_ERROR = 1_000;
    private static final String COLUMNS = "id, name, instance, attempts, error, failed_at";

    private final JdbcClient jdbc;
    private final Serializer data;

    DeadJobs(JdbcClient jdbc, Serializer data) {
        this.jdbc = jdbc;
        this.data = data;
    }

    /** A dead job, with what it needs to know. */
    record Letter(String name, String instance, byte @Nullable [] data) {}

    void keep(ExecutionComplete failed, int attempts) {
        Execution job = failed.getExecution();
        jdbc.sql("""
                        insert into dead_job (name, instance, data, attempts, error, failed_at)
                        values (:name, :instance, :data, :attempts, :error, :failedAt)
                        """)
                .param("name", job.getTaskName())
                .param("instance", job.getId())
                .param("data", data.serialize(job.taskInstance.getData()), Types.VARBINARY)
                .param("attempts", attempts)
                .param("error", failed.getCause().map(DeadJobs::text).orElse("unknown"))
                .param("failedAt", failed.getTimeDone().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest, at most a hundred. */
    List<DeadJob> newest() {
        return jdbc.sql("select " + COLUMNS + " from dead_job order by id desc limit :most")
                .param("most", MOST_SHOWN)
                .query(DeadJobs::dead)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from dead_job").query(Long.class).single();
    }

    /** Takes one out; of two that try, one gets it. */
    Optional<Letter> take(long id) {
        Optional<Letter> letter = jdbc.sql("select name, instance, data from dead_job where id = :id for update")
                .param("id", id)
                .query((row, n) -> new Letter(row.getString("name"), row.getString("instance"), row.getBytes("data")))
                .optional();
        jdbc.sql("delete from dead_job where id = :id").param("id", id).update();
        return letter;
    }

    private static String text(Throwable failure) {
        String text = failure.toString();
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static DeadJob dead(ResultSet row, int n) throws SQLException {
        return new DeadJob(
                row.getLong("id"),
                row.getString("name"),
                row.getString("instance"),
                row.getInt("attempts"),
                row.getString("error"),
                row.getObject("failed_at", OffsetDateTime.class).toInstant());
    }
}
