package dev.cachekit.redisson;

import dev.cachekit.spi.CacheSpace;
import dev.cachekit.spi.Lane;
import dev.cachekit.spi.LaneMessage;
import dev.cachekit.spi.LaneMessage.Origin;
import dev.cachekit.spi.LaneMessage.Removed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the scripts tell of a change: the line {@code <kind> <lane> <previous> <stamp> <process>}, then one line per key, or
 * the cache and one line per tag. No name has a line break.
 */
final class ChangeMessage {

    private static final Pattern HEAD = Pattern.compile("([ICTN]) (..) (\\d{1,16}) (\\d{1,16})(?: (\\S{1,200}))?");
    private static final Pattern KEY =
            Pattern.compile("[^{]*\\{..}:([^:]*):" + CacheSpace.FORMAT + ":(.*)", Pattern.DOTALL);

    private ChangeMessage() {}

    /** Null for what is not of this format; the gap it leaves is noticed. */
    static @Nullable LaneMessage read(byte[] bytes, String node) {
        List<String> lines = Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
        Matcher head = HEAD.matcher(lines.get(0));
        Lane lane = head.matches() ? KeyNames.laneOf(head.group(2)) : null;
        Removed removed = lane == null ? null : removed(head.group(1), lines.subList(1, lines.size()));
        return lane == null || removed == null
                ? null
                : new LaneMessage(
                        lane,
                        Long.parseLong(head.group(3)),
                        Long.parseLong(head.group(4)),
                        removed,
                        origin(head.group(5), node));
    }

    /** An earlier version does not tell. */
    private static Origin origin(@Nullable String name, String node) {
        return name == null ? Origin.UNKNOWN : new Origin(name, name.equals(node));
    }

    private static @Nullable Removed removed(String kind, List<String> lines) {
        if (kind.equals("N")) {
            return new LaneMessage.Keys(List.of());
        }
        if (lines.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case "I" -> keys(lines);
            case "C" -> new LaneMessage.Cache(lines.get(0));
            default -> new LaneMessage.Tags(lines.get(0), List.copyOf(lines.subList(1, lines.size())));
        };
    }

    private static @Nullable Removed keys(List<String> lines) {
        List<LaneMessage.Key> keys = new ArrayList<>(lines.size());
        for (String line : lines) {
            Matcher key = KEY.matcher(line);
            if (!key.matches()) {
                return null;
            }
            keys.add(new LaneMessage.Key(key.group(1), key.group(2)));
        }
        return new LaneMessage.Keys(keys);
    }
}
