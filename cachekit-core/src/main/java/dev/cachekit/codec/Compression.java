package dev.cachekit.codec;

import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueTooLargeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses encoded values: four bytes of the length before, then a zlib stream (RFC 1950), whose checksum reveals
 * damage.
 *
 * <p>Nothing is inflated beyond {@value #INFLATION} times the cache's maximum value size, and nothing larger is ever
 * written, so a hostile payload costs no more memory than an honest one.
 */
final class Compression {

    static final int INFLATION = 16;

    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int SMALLEST = 2 * LENGTH_BYTES;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    /** A zlib stream never holds more than this many bytes per byte of its own. */
    private static final int HIGHEST_RATIO = 1032;

    private final SizeLimits limits;
    private final long largestInflated;

    Compression(SizeLimits limits) {
        this.limits = limits;
        long highest = Math.min(limits.maxValueSize(), LARGEST_ARRAY / INFLATION);
        this.largestInflated = highest * INFLATION;
    }

    boolean isWorthTrying(byte[] plain) {
        return plain.length > SMALLEST && plain.length >= limits.compressionThreshold();
    }

    /** Returns a shorter array, or the array itself if compression does not make it shorter. */
    byte[] compress(byte[] plain) {
        if (plain.length > largestInflated) {
            throw new ValueTooLargeException(plain.length, limits.maxValueSize());
        }
        byte[] room = new byte[plain.length - 1];
        ByteBuffer.wrap(room).putInt(plain.length);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain);
            deflater.finish();
            int size = deflater.deflate(room, LENGTH_BYTES, room.length - LENGTH_BYTES);
            return deflater.finished() ? Arrays.copyOf(room, LENGTH_BYTES + size) : plain;
        } finally {
            deflater.end();
        }
    }

    byte[] inflate(byte[] compressed) throws UnreadableValueException {
        if (compressed.length <= LENGTH_BYTES) {
            throw new UnreadableValueException("compressed value is truncated");
        }
        int length = ByteBuffer.wrap(compressed).getInt();
        long possible = (long) HIGHEST_RATIO * compressed.length;
        if (length < 0 || length > largestInflated || length > possible) {
            throw new UnreadableValueException("compressed value claims to hold " + length + " bytes");
        }
        return inflate(compressed, length);
    }

    private static byte[] inflate(byte[] compressed, int length) throws UnreadableValueException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed, LENGTH_BYTES, compressed.length - LENGTH_BYTES);
            byte[] plain = new byte[length];
            boolean whole = inflater.inflate(plain) == length && isAtEnd(inflater);
            if (!whole) {
                throw new UnreadableValueException("compressed value is truncated or longer than it claims");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new UnreadableValueException("compressed value is damaged");
        } finally {
            inflater.end();
        }
    }

    /** The checksum is read only once more output is asked for. */
    private static boolean isAtEnd(Inflater inflater) throws DataFormatException {
        int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
        return more == 0 && inflater.finished() && inflater.getRemaining() == 0;
    }
}
