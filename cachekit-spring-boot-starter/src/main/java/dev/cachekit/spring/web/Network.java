package dev.cachekit.spring.web;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8} or {@code ::1}. Immutable.
 *
 * @param first the first address of the range
 * @param prefix how many leading bits all its addresses share
 */
record Network(InetAddress first, int prefix) {

    private static final Pattern IPV4 =
            Pattern.compile("(?:OCTET\\.){3}OCTET".replace("OCTET", "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"));
    private static final Pattern IPV6 = Pattern.compile("(?=[^.])[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

    /**
     * Reads an address or a range.
     *
     * @param text an address, or an address, a slash and the number of leading bits
     * @return the range
     * @throws IllegalArgumentException if it is neither
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : number(text.substring(slash + 1), bits);
        return containing(address, prefix);
    }

    /** Returns the range of a size that an address lies in. */
    static Network containing(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        int rest = bytes.length * Byte.SIZE - prefix;
        BigInteger kept = new BigInteger(1, bytes).shiftRight(rest).shiftLeft(rest);
        byte[] digits = kept.toByteArray();
        byte[] first = new byte[bytes.length];
        int length = Math.min(digits.length, first.length);
        System.arraycopy(digits, digits.length - length, first, first.length - length, length);
        return new Network(made(first), prefix);
    }

    /**
     * Reads an address without asking anybody for a name.
     *
     * @param text an address, an IPv6 one also in brackets
     * @return the address; one of IPv4 also if it is written within IPv6
     * @throws IllegalArgumentException if it is none
     */
    static InetAddress address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("not an address: " + text, malformed);
        }
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && containing(address, prefix).first.equals(first);
    }

    private static InetAddress made(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    private static int number(String text, int most) {
        try {
            int prefix = Integer.parseInt(text);
            if (prefix >= 0 && prefix <= most) {
                return prefix;
            }
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException("not a number of bits: " + text, unreadable);
        }
        throw new IllegalArgumentException("a number of bits is from 0 to " + most + ": " + text);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
