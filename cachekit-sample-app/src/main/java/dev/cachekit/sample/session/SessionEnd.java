package dev.cachekit.sample.session;

/** Tells all nodes that a session has ended. */
record SessionEnd(String id) {}
