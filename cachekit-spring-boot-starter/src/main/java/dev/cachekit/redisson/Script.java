package dev.cachekit.redisson;

import dev.cachekit.redisson.LuaScript.Sending;

/** What a server runs. */
interface Script {

    /** Its name, in capital letters. */
    String name();

    /** Whether the client may send it again. */
    Sending sending();

    /** The script with its includes, without comments. */
    String text();

    /** What a server that has been given the script knows it by. */
    String digest();
}
