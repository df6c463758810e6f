package dev.cachekit;

import java.util.concurrent.CompletionStage;

/**
 * A {@link Topic} for callers that do not wait. Safe for use by many threads. No method blocks; stages go on on CacheKit's
 * executor, never on a thread of Redis.
 *
 * <p><b>When Redis is away</b> the stage of {@link #publish} fails with {@link BackendUnavailableException}.
 *
 * @param <T> type of the messages
 */
public interface AsyncTopic<T> {

    /**
     * As {@link Topic#publish}. Messages arrive in the order of the calls, whether or not one waits for the stage of the last;
     * except that one whose stage fails may come later, or not at all.
     *
     * @param message the message, not null
     * @return ends when Redis has taken the message
     */
    CompletionStage<Void> publish(T message);

    /**
     * As {@link Topic#subscribe(TopicSubscriber, SubscribeOptions)}.
     *
     * @param subscriber told the messages
     * @param options how messages wait for it
     * @return the subscription once it is in place, or once Redis has not answered within the deadline
     */
    CompletionStage<Subscription> subscribe(TopicSubscriber<T> subscriber, SubscribeOptions options);
}
