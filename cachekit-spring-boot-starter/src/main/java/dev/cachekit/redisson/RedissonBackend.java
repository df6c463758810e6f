package dev.cachekit.redisson;

import dev.cachekit.spi.Backend;
import dev.cachekit.spi.Backplane;
import dev.cachekit.spi.Channel;
import dev.cachekit.spi.EntryStore;
import dev.cachekit.spi.Scheduler;
import java.time.Duration;
import org.redisson.api.RedissonClient;

/**
 * Keeps entries in Redis. Safe for use by many threads; no call blocks, a start succeeds while Redis is away, and a
 * stage fails with {@link dev.cachekit.BackendUnavailableException} when Redis does not answer in the client's time.
 */
public final class RedissonBackend implements Backend {

    private final EntryStore entries;
    private final Channel channel;
    private final RedissonBackplane backplane;
    private final LeaseEnds leaseEnds;

    private RedissonBackend(EntryStore entries, Channel channel, RedissonBackplane backplane, LeaseEnds leaseEnds) {
        this.entries = entries;
        this.channel = channel;
        this.backplane = backplane;
        this.leaseEnds = leaseEnds;
    }

    /**
     * Makes a backend on a client, which begins to connect in the background.
     *
     * @param client stays the caller's: {@link #close()} does not shut it down
     * @param app the escaped name of the application, with which all keys and channels begin
     * @param scheduler times the repetition of a failed subscription
     * @param patience how long a call waits for the very first connection; usually the command time-out
     * @return the backend
     */
    public static RedissonBackend create(RedissonClient client, String app, Scheduler scheduler, Duration patience) {
        KeyNames names = new KeyNames(app);
        String probe = app + ":{first-connection}#";
        FirstConnection connection = new FirstConnection(client, probe, patience);
        connection.begin();
        Commands commands = new Commands(connection);
        Subscriber subscriber = new Subscriber(client, commands);
        LeaseEnds leaseEnds = new LeaseEnds(subscriber, names.leaseEnds(), scheduler);
        ChangeChannels channels = new ChangeChannels(client, names);
        ScriptRunner scripts = new ScriptRunner(client, commands, channels);
        Beats beats = new Beats(scripts, channels, names, new ServerClock(scheduler));
        return new RedissonBackend(
                entries(client, commands, names, scripts, leaseEnds),
                new RedissonChannel(subscriber, names),
                new RedissonBackplane(commands, subscriber, channels, beats, scheduler),
                leaseEnds);
    }

    private static EntryStore entries(
            RedissonClient client, Commands commands, KeyNames names, ScriptRunner scripts, LeaseEnds leaseEnds) {
        Removal removal = new Removal(scripts, names);
        return new RedissonEntryStore(
                names,
                new EntryReads(client, commands, names),
                scripts,
                new LaneRecords(client, commands, scripts, names),
                removal,
                new PatternRemoval(client, commands, removal, names),
                leaseEnds);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public EntryStore entries() {
        return entries;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Backplane backplane() {
        return backplane;
    }

    /** Ends the subscriptions of this backend. The client is left open. */
    @Override
    public void close() {
        leaseEnds.close();
        backplane.close();
    }
}
