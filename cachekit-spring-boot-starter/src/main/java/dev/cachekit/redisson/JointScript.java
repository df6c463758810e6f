package dev.cachekit.redisson;

import dev.cachekit.redisson.LuaScript.Sending;

/**
 * One script that does what another does, for several calls, one after the other. What all have in common is prepared once. Its
 * first argument is their number; then come those of each call, then those that every script has. It answers with a list of what
 * the other one answers. An error of one call ends it.
 */
record JointScript(String name, Sending sending, String text, String digest) implements Script {

    private static final String CALLS = "local calls = tonumber(ARGV[1])\n"
            + "local keys, words = #KEYS / calls, (#ARGV - 1 - " + ChangeChannels.ARGUMENTS + ") / calls\n"
            + "local replies = {}\n"
            + "for call = 0, calls - 1 do\n"
            + "  replies[call + 1] = one({unpack(KEYS, call * keys + 1, (call + 1) * keys)},"
            + " {unpack(ARGV, call * words + 2, (call + 1) * words + 1)})\n"
            + "end\n"
            + "return replies";

    static JointScript of(LuaScript each) {
        String text = each.includes() + "\nlocal function one(KEYS, ARGV)\n" + each.body() + "\nend\n" + CALLS;
        return new JointScript(each.name(), each.sending(), text, LuaScript.digest(text));
    }
}
