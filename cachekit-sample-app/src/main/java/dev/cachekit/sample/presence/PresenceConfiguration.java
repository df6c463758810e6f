package dev.cachekit.sample.presence;

import dev.cachekit.AsyncTopic;
import dev.cachekit.CacheKit;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nodes tell each other through a topic, without waiting: what gets lost is told again with the next beat. */
@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    Presence presence(CacheKit cacheKit, ApplicationEventPublisher events, Clock clock) {
        AsyncTopic<NodePresence> topic =
                cacheKit.topic(PresenceBeat.TOPIC, NodePresence.class).async();
        return new Presence(topic::publish, events::publishEvent, clock);
    }

    @Bean
    PresenceBeat presenceBeat(Presence presence) {
        return new PresenceBeat(presence);
    }
}
