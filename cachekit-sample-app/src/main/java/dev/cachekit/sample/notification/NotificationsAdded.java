package dev.cachekit.sample.notification;

import java.util.Collection;

/** These users have new notifications; published when that is committed. */
public record NotificationsAdded(Collection<Long> userIds) {}
