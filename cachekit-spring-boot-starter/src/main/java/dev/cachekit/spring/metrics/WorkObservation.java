package dev.cachekit.spring.metrics;

import dev.cachekit.spi.Observer.Work;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;
import java.util.List;

/** What is observed. The page on meters is made from this, too. */
enum WorkObservation implements ObservationDocumentation {
    /** A load. */
    LOAD(Work.LOAD, "cachekit.load", "load", "A load, on a miss or in the background.", List.of("cache")),

    /** A request to Redis. */
    REQUEST(
            Work.STORE_REQUEST,
            "cachekit.redis",
            "redis",
            "A request to Redis, from its sending to its answer.",
            List.of("operation", "db.system")),

    /** A caller that takes a lock. */
    LOCK(Work.LOCK_WAIT, "cachekit.lock.wait", "lock", "Taking a lock, with the wait for it.", List.of("lock"));

    private final Work work;
    private final String name;
    private final String verb;
    private final String meaning;
    private final List<String> keys;

    WorkObservation(Work work, String name, String verb, String meaning, List<String> keys) {
        this.work = work;
        this.name = name;
        this.verb = verb;
        this.meaning = meaning;
        this.keys = keys;
    }

    static WorkObservation of(Work work) {
        for (WorkObservation observation : values()) {
            if (observation.work == work) {
                return observation;
            }
        }
        throw new IllegalArgumentException("nobody has said how to observe " + work);
    }

    /** The first word of the name that a span gets, before what it is about. */
    String verb() {
        return verb;
    }

    String meaning() {
        return meaning;
    }

    /** The key whose value is what it is about. */
    String subjectKey() {
        return keys.get(0);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
        return DefaultWorkConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return keys.stream().map(MeterTag::named).toArray(KeyName[]::new);
    }
}
