package dev.cachekit.redisson;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;

/**
 * Where changes are told. A cluster that can do so keeps the messages of a lane on the lane's own node; every other
 * server has one channel for all.
 */
final class ChangeChannels {

    /** How many arguments say where changes are told. */
    static final int ARGUMENTS = 4;

    private static final Pattern TAG = Pattern.compile("\\{(..)}");

    private final RedissonClient client;
    private final KeyNames names;
    private final byte[] node;
    private final byte[] leaseEnds;
    private final byte[][] onOneChannel;

    ChangeChannels(RedissonClient client, KeyNames names) {
        this.client = client;
        this.names = names;
        this.node = bytes(names.node());
        this.leaseEnds = bytes(names.leaseEnds().name());
        this.onOneChannel = new byte[][] {
            node, leaseEnds, bytes("PUBLISH"), bytes(names.changes().name())
        };
    }

    /** Where to subscribe. To be asked once there is a connection. */
    List<RedisChannel> all() {
        return isSharded() ? KeyNames.laneTags().stream().map(names::changes).toList() : List.of(names.changes());
    }

    /** Whether the lanes live on several nodes, none of which runs a script over lanes of another. */
    boolean isCluster() {
        return client.getConfig().isClusterConfig();
    }

    /** Whether the nodes tell messages only to those who subscribed at them. Known once there is a connection. */
    boolean isSharded() {
        return isCluster()
                && client instanceof Redisson redisson
                && redisson.getCommandExecutor()
                        .getConnectionManager()
                        .getSubscribeService()
                        .isShardingSupported();
    }

    /**
     * The last arguments of every script: this process, channel of lease ends, command and channel of changes in the key's lane.
     * Not to be changed.
     */
    byte[][] arguments(String key) {
        return isSharded() ? onChannelOfLane(TAG.matcher(key)) : onOneChannel;
    }

    private byte[][] onChannelOfLane(Matcher tag) {
        return tag.find()
                ? new byte[][] {
                    node,
                    leaseEnds,
                    bytes("SPUBLISH"),
                    bytes(names.changes(tag.group(1)).name())
                }
                : onOneChannel;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
