package dev.cachekit.sample.presence;

import dev.cachekit.annotation.TopicListener;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps a node's picture of the others up to date. */
class PresenceBeat {

    static final String TOPIC = "presence";

    private final Presence presence;

    PresenceBeat(Presence presence) {
        this.presence = presence;
    }

    @TopicListener(value = TOPIC, onMissed = "ask")
    void heard(NodePresence told) {
        presence.heard(told);
    }

    @EventListener(ApplicationReadyEvent.class)
    void ask() {
        presence.ask();
    }

    @Scheduled(fixedDelay = 5_000)
    void beat() {
        presence.beat();
    }
}
