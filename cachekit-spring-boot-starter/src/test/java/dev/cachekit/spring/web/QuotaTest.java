package dev.cachekit.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.Band;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaTest {

    private static final Band PER_MINUTE = Band.tokenBucket(100, Duration.ofMinutes(1));

    @Test
    void tellsWhatIsAllowedAndWhatIsLeft() {
        List<Quota> quotas = List.of(Quota.of("api", PER_MINUTE, 7, Duration.ofMillis(600)));
        assertThat(Quota.policyField(quotas)).isEqualTo("\"api\";q=100;w=60");
        assertThat(Quota.limitField(quotas)).isEqualTo("\"api\";r=7;t=1");
    }

    @Test
    void severalBandsAreOneList() {
        List<Quota> quotas = List.of(
                Quota.of("api:60", PER_MINUTE, 7, Duration.ofSeconds(2)),
                Quota.of("api:3600", Band.fixedWindow(1000, Duration.ofHours(1)), 900, Duration.ZERO));
        assertThat(Quota.limitField(quotas)).isEqualTo("\"api:60\";r=7;t=2, \"api:3600\";r=900;t=0");
    }

    @Test
    void shortWindowsCountAsASecond() {
        Quota quota = Quota.of("api", Band.slidingWindow(5, Duration.ofMillis(100)), 5, Duration.ZERO);
        assertThat(Quota.policyField(List.of(quota))).isEqualTo("\"api\";q=5;w=1");
    }

    @Test
    void aNameCannotEndItsQuotes() {
        Quota quota = Quota.of("a\"b\\c", PER_MINUTE, 7, Duration.ZERO);
        assertThat(Quota.limitField(List.of(quota))).isEqualTo("\"a\\\"b\\\\c\";r=7;t=0");
    }
}
