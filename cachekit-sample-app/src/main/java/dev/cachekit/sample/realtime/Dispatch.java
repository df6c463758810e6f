package dev.cachekit.sample.realtime;

import java.util.List;

/** An event on its way to the nodes at which its recipients may be. */
record Dispatch(List<Long> recipientIds, LiveEvent event) {}
