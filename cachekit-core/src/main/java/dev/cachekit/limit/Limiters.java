package dev.cachekit.limit;

import dev.cachekit.InvalidConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The rate limiters of a CacheKit by name. What holds for one comes from four sources, the strongest first: what was set while
 * it runs, the configuration, annotations and calls for it, the built-in values. Safe for use by many threads.
 */
public final class Limiters {

    private final LimitPorts ports;
    private final ConcurrentMap<String, LiveSettings> settings = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Limiter> limiters = new ConcurrentHashMap<>();
    private volatile Function<String, LimiterOptions> configured;

    /**
     * Begins without limiters.
     *
     * @param ports what they work with
     * @param configured gives what the configuration says of a limiter
     */
    public Limiters(LimitPorts ports, Function<String, LimiterOptions> configured) {
        this.ports = ports;
        this.configured = configured;
    }

    /**
     * Returns the limiter of a name. Whether anybody gives it bands shows when its settings are asked for: another may yet.
     *
     * @param name the limiter's name
     * @param declared what the one who asks says of it
     * @return always the same
     * @throws InvalidConfigurationException if the name is blank, or another has said something else
     */
    public Limiter limiter(String name, LimiterOptions declared) {
        if (name.isBlank()) {
            throw new InvalidConfigurationException(
                    "a rate limiter",
                    "'" + name + "'",
                    "the name of a rate limiter must not be blank",
                    "give it a name");
        }
        LiveSettings live = settings.computeIfAbsent(name, same -> new LiveSettings(name, configured.apply(name)));
        live.declare(declared);
        return limiters.computeIfAbsent(name, same -> new Limiter(name, ports, live));
    }

    /**
     * Returns the limiter of a name if somebody has asked for it.
     *
     * @param name the limiter's name
     * @return the limiter
     */
    public Optional<Limiter> find(String name) {
        return Optional.ofNullable(limiters.get(name));
    }

    /**
     * Returns all that somebody has asked for.
     *
     * @return sorted by name
     */
    public List<Limiter> all() {
        return limiters.keySet().stream().sorted().map(limiters::get).toList();
    }

    /**
     * Changes settings of a limiter in this process, until they are changed again.
     *
     * @param name the name of a limiter that somebody has asked for
     * @param options what is to hold from now on, above all other sources; {@link LimiterOptions#NONE} to go back to these
     * @return false if nobody has asked for such a limiter
     */
    public boolean change(String name, LimiterOptions options) {
        LiveSettings live = settings.get(name);
        if (live == null) {
            return false;
        }
        tell(name, live.change(options));
        return true;
    }

    /**
     * Takes another configuration, for all limiters there are and will be. What cannot be honoured leaves all as it was.
     *
     * @param now gives what it says of a limiter
     * @throws InvalidConfigurationException if it says what cannot be honoured
     */
    public void reload(Function<String, LimiterOptions> now) {
        new TreeMap<>(settings).forEach((name, live) -> live.check(now.apply(name)));
        configured = now;
        new TreeMap<>(settings).forEach((name, live) -> tell(name, live.configure(now.apply(name))));
    }

    private void tell(String name, boolean changed) {
        if (changed) {
            ports.listener().onLimitsChanged(name);
        }
    }
}
