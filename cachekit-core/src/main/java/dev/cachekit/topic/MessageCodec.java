package dev.cachekit.topic;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.TypeRef;
import dev.cachekit.UnreadableMessageException;
import dev.cachekit.ValueFormat;
import dev.cachekit.spi.Codec;
import dev.cachekit.spi.Encoding;
import dev.cachekit.spi.Payload;
import dev.cachekit.spi.SizeLimits;
import dev.cachekit.spi.UnreadableValueException;
import dev.cachekit.spi.ValueCodec;
import java.nio.ByteBuffer;

/**
 * Writes and reads the messages of one type as they travel: plain JSON without an envelope, so that others may publish, too.
 * Immutable.
 *
 * @param <T> the type of the messages
 */
public final class MessageCodec<T> {

    private static final SizeLimits UNLIMITED = new SizeLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    private final ValueCodec json;
    private final String fingerprint;

    private MessageCodec(ValueCodec json) {
        this.json = json;
        this.fingerprint = json.encode(null).fingerprint();
    }

    /**
     * Prepares reading and writing of a type.
     *
     * @param topic the name of the topic; begins the message if the type cannot be read back
     * @param type the type
     * @param codec the codec of values
     * @param <T> the type of the messages
     * @return the codec of messages
     * @throws InvalidConfigurationException if messages of the type could not be read back as declared
     */
    public static <T> MessageCodec<T> of(String topic, TypeRef<T> type, Codec codec) {
        try {
            return new MessageCodec<>(
                    codec.writing(ValueFormat.JSON, "topic " + topic).forType(type.type(), UNLIMITED));
        } catch (InvalidConfigurationException unreadable) {
            throw new InvalidConfigurationException(
                    "topic " + topic + " of " + type, unreadable.value(), unreadable.rule(), unreadable.remedy());
        }
    }

    /**
     * Writes a message.
     *
     * @param message the message
     * @return new bytes
     * @throws dev.cachekit.CacheKitException if it cannot be written
     */
    public byte[] write(T message) {
        ByteBuffer bytes = json.encode(message).bytes();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    @SuppressWarnings("unchecked") // the codec was made for the type
    T read(String topic, byte[] bytes) {
        try {
            Object message = json.decode(new Payload(Encoding.JSON, fingerprint, ByteBuffer.wrap(bytes)));
            if (message == null) {
                throw new UnreadableMessageException(topic, "it is null");
            }
            return (T) message;
        } catch (UnreadableValueException unreadable) {
            throw new UnreadableMessageException(topic, String.valueOf(unreadable.getMessage()));
        }
    }
}
