package dev.cachekit.sample.demo;

import dev.cachekit.CacheKit;
import dev.cachekit.Topic;
import dev.cachekit.annotation.RateLimited;
import dev.cachekit.annotation.TopicListener;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that every node hears of through a topic and remembers for a while. */
@RestController
class EventsController {

    private static final String TOPIC = "demo-events";
    private static final String CHANNEL = "[A-Za-z0-9._-]{1,64}";

    private final Topic<DemoEvent> topic;
    private final RecentEvents recent;
    private final Clock clock;

    EventsController(CacheKit cacheKit, RecentEvents recent, Clock clock) {
        this.topic = cacheKit.topic(TOPIC, DemoEvent.class);
        this.recent = recent;
        this.clock = clock;
    }

    record NewEvent(
            @NotBlank @Pattern(regexp = CHANNEL) String channel,
            @NotBlank @Size(max = 500) String message) {}

    record Events(List<DemoEvent> events) {}

    /** Remembered here before the topic brings it back, so that who has published it finds it. */
    @PostMapping("/api/publish-event")
    @RateLimited(name = "publish-event", key = "@requestKeys.clientIp()", permits = 120, per = "1m")
    public DemoEvent publish(@Valid @RequestBody NewEvent request) {
        DemoEvent event = new DemoEvent(
                UUID.randomUUID().toString(),
                request.channel(),
                request.message(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        topic.publish(event);
        recent.add(event);
        return event;
    }

    @GetMapping("/api/recent-events")
    public Events recent(
            @RequestParam(defaultValue = "20") @Positive @Max(RecentEvents.MOST) int limit,
            @RequestParam(required = false) @Nullable String channel) {
        return new Events(
                recent.newest(limit, event -> channel == null || event.channel().equals(channel)));
    }

    @TopicListener(TOPIC)
    void heard(DemoEvent event) {
        recent.add(event);
    }
}
