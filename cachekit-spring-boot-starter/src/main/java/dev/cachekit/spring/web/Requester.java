package dev.cachekit.spring.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request tells of who sends it. */
public interface Requester {

    /**
     * Returns the address at the other end of the connection.
     *
     * @return null if it is not known
     */
    @Nullable
    String remoteAddress();

    /**
     * Returns the name of the user who is logged in.
     *
     * @return null without one
     */
    @Nullable
    String user();

    /**
     * Returns the values of a header.
     *
     * @param name its name
     * @return in order; empty without any
     */
    List<String> headers(String name);
}
