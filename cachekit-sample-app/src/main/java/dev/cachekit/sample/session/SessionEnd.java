package dev.cachekit.sample.session;

/** A session has ended, on whichever node: what the nodes tell each other, and an event of this process. */
public record SessionEnd(String id) {}
