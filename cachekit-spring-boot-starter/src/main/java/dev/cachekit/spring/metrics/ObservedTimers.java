package dev.cachekit.spring.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves out the timers that Micrometer makes of our observations: our own meters have counted the same. An application that
 * wants them accepts them in a filter of its own that comes before this one.
 */
public final class ObservedTimers implements MeterFilter {

    private static final Set<String> NAMES = Stream.of(WorkObservation.values())
            .map(WorkObservation::getName)
            .flatMap(name -> Stream.of(name, name + ".active"))
            .collect(Collectors.toUnmodifiableSet());

    /** Makes a filter. */
    public ObservedTimers() {}

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return NAMES.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
