package dev.cachekit.key;

import dev.cachekit.InvalidConfigurationException;

/**
 * Checks the globs that users write. {@code *} stands for any characters, {@code ?} for one, {@code [a-z]} for one out
 * of a class; a backslash takes the next character literally.
 *
 * <p>A glob is matched against the text of keys, where blanks and characters that do not print are percent-escaped;
 * here they are escaped alike. Signs of structure such as {@code :} stay as they are. Stateless.
 */
public final class GlobText {

    private static final String REMEDY = "write for example 'user:*', with \\ before a literal * ? [ ] or \\";

    private final String where;
    private final String glob;
    private final StringBuilder out;

    private GlobText(String where, String glob) {
        this.where = where;
        this.glob = glob;
        this.out = new StringBuilder(glob.length());
    }

    /**
     * Checks a glob.
     *
     * @param where the annotation on a method, or the cache; begins the message
     * @param glob what the user wrote
     * @return the glob to match key texts with
     * @throws InvalidConfigurationException if it is empty or incomplete
     */
    public static String of(String where, String glob) {
        return new GlobText(where, glob).checked();
    }

    private String checked() {
        check(!glob.isEmpty(), "pattern must not be empty");
        for (int i = 0; i < glob.length(); ) {
            i = switch (glob.charAt(i)) {
                case '\\' -> literal(i);
                case '[' -> characterClass(i);
                default -> plain(i);
            };
        }
        return out.toString();
    }

    private int literal(int at) {
        check(at + 1 < glob.length(), "pattern must not end in a single backslash");
        out.append('\\').append(glob.charAt(at + 1));
        return at + 2;
    }

    private int plain(int at) {
        int codePoint = glob.codePointAt(at);
        check(codePoint != ']', "every ] in a pattern must close a [");
        if (Escape.isBlankOrControl(codePoint)) {
            Escape.percent(codePoint, out);
        } else {
            out.appendCodePoint(codePoint);
        }
        return at + Character.charCount(codePoint);
    }

    private int characterClass(int at) {
        int end = at + 1;
        while (end < glob.length() && glob.charAt(end) != ']') {
            char c = glob.charAt(end);
            check(c > ' ' && c < 0x7F, "a character class must hold printable ASCII characters only");
            end += c == '\\' ? 2 : 1;
        }
        check(end < glob.length(), "every [ in a pattern must be closed by ]");
        String members = glob.substring(at + 1, end);
        check(!members.isEmpty() && !members.equals("^"), "a character class must not be empty");
        out.append('[').append(members).append(']');
        return end + 1;
    }

    private void check(boolean holds, String rule) {
        if (!holds) {
            throw new InvalidConfigurationException(where, "'" + glob + "'", rule, REMEDY);
        }
    }
}
