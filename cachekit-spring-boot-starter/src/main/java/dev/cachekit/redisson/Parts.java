package dev.cachekit.redisson;

import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import org.redisson.api.RedissonClient;

/** What every part of the backend is made of. */
record Parts(
        RedissonClient client,
        Scheduler scheduler,
        KeyNames names,
        Commands commands,
        Subscriber subscriber,
        ChangeChannels channels,
        ScriptRunner scripts,
        ServerClock clock) {

    /** Begins to connect in the background. */
    static Parts connecting(RedissonClient client, String app, Scheduler scheduler, Duration patience) {
        KeyNames names = new KeyNames(app);
        FirstConnection connection = new FirstConnection(client, names.probes(), patience);
        connection.begin();
        Commands commands = new Commands(connection);
        ChangeChannels channels = new ChangeChannels(client, names);
        return new Parts(
                client,
                scheduler,
                names,
                commands,
                new Subscriber(client, commands),
                channels,
                new ScriptRunner(client, commands, channels),
                new ServerClock(scheduler));
    }
}
