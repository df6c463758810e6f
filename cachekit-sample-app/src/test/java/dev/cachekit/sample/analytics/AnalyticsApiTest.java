package dev.cachekit.sample.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.sample.SampleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@SampleTest
class AnalyticsApiTest {

    @Autowired
    private RestTestClient client;

    @Test
    void tellsWhoWasMostActiveAndHowManyPostsThereWereInEachHour() {
        Activity activity = client.get()
                .uri("/api/analytics")
                .exchangeSuccessfully()
                .expectBody(Activity.class)
                .returnResult()
                .getResponseBody();

        assertThat(activity.mostActive())
                .hasSize(10)
                .isSortedAccordingTo((one, other) -> Long.compare(other.posts(), one.posts()));
        // The seed has a post every 50 seconds.
        assertThat(activity.postsPerHour()).hasSizeBetween(24, 25);
        assertThat(activity.postsPerHour().subList(1, 23)).allMatch(hour -> hour.posts() >= 72);
    }
}
