package dev.cachekit.redisson;

import dev.cachekit.spi.Observer;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;

/** What every part of the backend is made of. */
record Parts(
        RedissonClient client,
        Scheduler scheduler,
        KeyNames names,
        Commands commands,
        Sender sender,
        Reads reads,
        Subscriber subscriber,
        ChangeChannels channels,
        ScriptRunner scripts,
        ServerClock clock) {

    /** Begins to connect in the background. */
    static Parts connecting(
            RedissonClient client, String app, Scheduler scheduler, Duration patience, Observer observer) {
        KeyNames names = new KeyNames(app);
        FirstConnection connection = new FirstConnection(client, names.probes(), patience);
        connection.begin();
        Server server = Server.of(client);
        Commands commands = new Commands(connection, server, observer);
        ChangeChannels channels = new ChangeChannels(client, names);
        return new Parts(
                client,
                scheduler,
                names,
                commands,
                commands,
                new CombinedReads(Reads.each(commands), channels.isCluster(), scheduler),
                new Subscriber(client, commands),
                channels,
                new ScriptRunner(client, server, commands, commands, channels),
                new ServerClock(scheduler));
    }

    /** A script for single keys. Calls that are made at the same time go together, unless the commands go another way. */
    <R> KeyScript<R> script(LuaScript script, ReturnType type) {
        return sender == commands
                ? new CombinedScript<>(scripts, script, type, channels.isCluster(), scheduler)
                : (lane, keys, arguments) -> scripts.run(script, type, keys, arguments);
    }

    /** The same parts, with the commands of single keys going another way. */
    Parts through(Sender other) {
        return new Parts(
                client,
                scheduler,
                names,
                commands,
                other,
                Reads.each(other),
                subscriber,
                channels,
                scripts.through(other),
                clock);
    }
}
