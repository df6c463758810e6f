package dev.cachekit.redisson.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Hands what Redis sends on in whole frames, one at a time. The client's decoder of subscriptions loses a message if the answer
 * to a ping and a part of that message arrive together: the ping is answered, but still the current command, and when the rest of
 * the message is there the decoder takes it for the answer and skips it. Of one connection.
 */
final class WholeFrames extends ByteToMessageDecoder {

    private static final int NOT_YET = -1;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int end = end(in, in.readerIndex());
        if (end != NOT_YET) {
            out.add(in.readRetainedSlice(end - in.readerIndex()));
        }
    }

    /** Finds the end of the frame that begins at a place. */
    private static int end(ByteBuf in, int start) {
        int line = start < in.writerIndex() ? in.indexOf(start, in.writerIndex(), (byte) '\n') : NOT_YET;
        if (line < 0) {
            return NOT_YET;
        }
        return switch (in.getByte(start)) {
            case '$', '=', '!' -> endOfText(in, line + 1, number(in, start + 1, line));
            case '*', '>', '~' -> endOfParts(in, line + 1, number(in, start + 1, line));
            case '%' -> endOfParts(in, line + 1, 2 * number(in, start + 1, line));
            default -> line + 1;
        };
    }

    private static int endOfText(ByteBuf in, int start, long length) {
        long end = length < 0 ? start : start + length + 2;
        return end <= in.writerIndex() ? (int) end : NOT_YET;
    }

    private static int endOfParts(ByteBuf in, int start, long parts) {
        int end = start;
        for (long part = 0; part < parts && end != NOT_YET; part++) {
            end = end(in, end);
        }
        return end;
    }

    /** Reads the number before the end of a line. */
    private static long number(ByteBuf in, int start, int line) {
        long number = 0;
        for (int at = start; at < line - 1; at++) {
            byte digit = in.getByte(at);
            if (digit == '-') {
                return -1; // there is nothing
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
