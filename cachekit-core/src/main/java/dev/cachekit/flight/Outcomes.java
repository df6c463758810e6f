package dev.cachekit.flight;

import dev.cachekit.spi.UnreadableValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes outcomes from process to process. The first byte tells the kind: {@code V} and the value; {@code F}, {@code +} or
 * {@code -} for a message or none, the exception's class name, a line break, the message; {@code U} for an outcome that
 * cannot be shared, so that each process makes the call itself. It runs code of the value's type, so never on a thread of
 * the store.
 *
 * @param values takes the values
 * @param exceptions rebuilds the exceptions
 */
record Outcomes(FlightValues values, SharedExceptions exceptions) {

    private static final byte VALUE = 'V';
    private static final byte FAILURE = 'F';
    private static final byte UNSHARED = 'U';

    /** In characters; a message goes to every process that waits. */
    private static final int LONGEST_MESSAGE = 10_000;

    /** What came from another process. */
    sealed interface Read {

        /** The outcome, a value or a failure. */
        record Shared(@Nullable Object value, @Nullable Throwable failure) implements Read {}

        /** There is none for this process; a short word tells why. */
        record Unshared(String reason) implements Read {}
    }

    static ByteBuffer unshared() {
        return ByteBuffer.wrap(new byte[] {UNSHARED});
    }

    static boolean isShared(ByteBuffer outcome) {
        return outcome.get(outcome.position()) != UNSHARED;
    }

    ByteBuffer write(@Nullable Object value, @Nullable Throwable failure) {
        try {
            return failure == null ? value(value) : failure(failure);
        } catch (RuntimeException | Error unwritable) { // of a codec or a getMessage(); the call itself has its outcome
            return unshared();
        }
    }

    private ByteBuffer value(@Nullable Object value) {
        ByteBuffer bytes = values.encode(value);
        return ByteBuffer.allocate(1 + bytes.remaining()).put(VALUE).put(bytes).flip();
    }

    private static ByteBuffer failure(Throwable failure) {
        String message = failure.getMessage();
        String text = (message == null ? "-" : "+") + failure.getClass().getName() + "\n"
                + (message == null ? "" : cut(message));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length).put(FAILURE).put(bytes).flip();
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }

    Read read(ByteBuffer outcome) {
        ByteBuffer rest = outcome.duplicate();
        byte kind = rest.hasRemaining() ? rest.get() : 0;
        try {
            return switch (kind) {
                case VALUE -> new Read.Shared(values.decode(rest.slice()), null);
                case FAILURE -> failure(rest);
                case UNSHARED -> new Read.Unshared("refused");
                default -> new Read.Unshared("unreadable");
            };
        } catch (UnreadableValueException | RuntimeException | LinkageError | StackOverflowError unreadable) {
            return new Read.Unshared("unreadable");
        }
    }

    private Read failure(ByteBuffer bytes) throws UnreadableValueException {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        int lineBreak = text.indexOf('\n');
        if (lineBreak < 1) {
            throw new UnreadableValueException("failure has no type");
        }
        String message = text.charAt(0) == '+' ? text.substring(lineBreak + 1) : null;
        return new Read.Shared(null, exceptions.rebuilt(text.substring(1, lineBreak), message));
    }
}
