package dev.cachekit.sample.notification;

import java.util.List;

/**
 * The newest notifications of a user, newest first: at most {@link #LIMIT}.
 *
 * @param unseen how many of them the user has not seen
 */
public record NotificationList(int unseen, List<NotificationView> notifications) {

    /** How many are shown. */
    public static final int LIMIT = 50;

    static NotificationList of(List<NotificationView> newest) {
        return new NotificationList(
                (int) newest.stream().filter(one -> !one.seen()).count(), newest);
    }
}
