package dev.cachekit.sample.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What jobs need to know, as JSON: it can be read in the database, and by a later version of its class. */
record JobData(JsonMapper json) implements Serializer {

    @Override
    @SuppressWarnings("NullAway") // a job that needs nothing to know has no data
    public byte @Nullable [] serialize(@Nullable Object data) {
        return data == null ? null : json.writeValueAsBytes(data);
    }

    @Override
    @SuppressWarnings("NullAway")
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
        return data == null ? null : json.readValue(data, type);
    }
}
