package dev.cachekit.redisson.client;

import dev.cachekit.InvalidConfigurationException;
import java.util.function.Consumer;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * Makes the clients of the framework. None connects before it is used, so a start succeeds while Redis is away; all read
 * from primaries and give up in time. Whoever makes a client shuts it down.
 */
public final class RedissonClients {

    private RedissonClients() {}

    /**
     * Makes a client from settings.
     *
     * @param settings where Redis is
     * @return a new client
     */
    public static RedissonClient create(RedisSettings settings) {
        return create(settings, config -> {});
    }

    /**
     * Makes a client from settings.
     *
     * @param settings where Redis is
     * @param customizer adds to the configuration before our limits are laid over it
     * @return a new client
     */
    public static RedissonClient create(RedisSettings settings, Consumer<Config> customizer) {
        return Redisson.create(ServerConfigs.from(settings, customizer));
    }

    /**
     * Makes a client from a configuration file of Redisson. Servers, credentials and TLS are taken from there, limits
     * are ours.
     *
     * @param yaml the file's content
     * @param limits time-outs and sizes
     * @param customizer adds to the configuration before our limits are laid over it
     * @return a new client
     * @throws InvalidConfigurationException if the content is not a configuration of Redisson
     */
    public static RedissonClient fromYaml(String yaml, ClientLimits limits, Consumer<Config> customizer) {
        Config config = parse(yaml);
        customizer.accept(config);
        Tuning.apply(config, limits);
        return Redisson.create(config);
    }

    /**
     * Makes a client to the servers of another, with limits of ours. The other client is neither changed nor closed.
     *
     * @param other whose configuration to copy
     * @param limits time-outs and sizes
     * @param customizer adds to the copied configuration before our limits are laid over it
     * @return a new client
     */
    public static RedissonClient copyOf(RedissonClient other, ClientLimits limits, Consumer<Config> customizer) {
        Config config = new Config(other.getConfig());
        customizer.accept(config);
        Tuning.apply(config, limits);
        return Redisson.create(config);
    }

    private static Config parse(String yaml) {
        try {
            return Config.fromYAML(yaml);
        } catch (RuntimeException failure) { // not kept as the cause: its text may quote a password
            throw new InvalidConfigurationException(
                    "cachekit.redis.config",
                    "a text that fails with " + failure.getClass().getSimpleName(),
                    "the file must be a YAML configuration of Redisson",
                    "check its option names and indentation");
        }
    }
}
