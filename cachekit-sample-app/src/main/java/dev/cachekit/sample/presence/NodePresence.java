package dev.cachekit.sample.presence;

import java.util.Set;

/**
 * What a node tells the others, at every change and every few seconds.
 *
 * @param node names the node
 * @param users who is online at it
 * @param asking whether the others should tell theirs at once
 */
record NodePresence(String node, Set<OnlineUser> users, boolean asking) {}
