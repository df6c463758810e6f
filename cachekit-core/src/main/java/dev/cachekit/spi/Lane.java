package dev.cachekit.spi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One of {@value #COUNT} groups of keys. The keys of a lane share one Redis Cluster slot, so one script may touch
 * several of them together with the lane's own record.
 *
 * <p>The tag of lane <i>i</i> is the first pair of base-36 digits whose slot lies in the <i>i</i>-th of {@value #COUNT}
 * equal ranges of slots; so lanes spread evenly over the primaries of a cluster. The slot function is the CRC16
 * (XMODEM) of the Redis Cluster specification.
 */
public final class Lane {

    /** The number of lanes. It is part of the key format and never changes within a format. */
    public static final int COUNT = 64;

    private static final int SLOTS = 16384;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final List<Lane> ALL = spreadOverSlots();

    private final int number;
    private final String tag;

    private Lane(int number, String tag) {
        this.number = number;
        this.tag = tag;
    }

    /**
     * Returns all lanes, by number.
     *
     * @return an immutable list of {@value #COUNT} lanes
     */
    public static List<Lane> all() {
        return ALL;
    }

    /**
     * Returns the lane a key belongs to, the same in every process.
     *
     * @param cache the cache's name
     * @param keyText the key's text
     * @return the lane
     */
    public static Lane of(String cache, String keyText) {
        int hash = (31 * cache.hashCode() + keyText.hashCode()) * 0x9E3779B9;
        return ALL.get(hash >>> 26);
    }

    /**
     * Returns the home lane of a cache, where its tags are kept.
     *
     * @param cache the cache's name
     * @return the lane, the same in every process
     */
    public static Lane home(String cache) {
        return of(cache, "");
    }

    /**
     * Returns the number of this lane.
     *
     * @return 0 to 63
     */
    public int number() {
        return number;
    }

    /**
     * Returns the hash tag that keys of this lane carry in braces.
     *
     * @return two characters
     */
    public String tag() {
        return tag;
    }

    @Override
    public String toString() {
        return "lane " + number + " {" + tag + "}";
    }

    private static List<Lane> spreadOverSlots() {
        Lane[] lanes = new Lane[COUNT];
        for (char first : DIGITS.toCharArray()) {
            for (char second : DIGITS.toCharArray()) {
                String tag = "" + first + second;
                int number = slot(tag) / (SLOTS / COUNT);
                if (lanes[number] == null) {
                    lanes[number] = new Lane(number, tag);
                }
            }
        }
        return List.copyOf(new ArrayList<>(Arrays.asList(lanes)));
    }

    static int slot(String tag) {
        int crc = 0;
        for (byte b : tag.getBytes(StandardCharsets.US_ASCII)) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
        }
        return (crc & 0xFFFF) % SLOTS;
    }
}
