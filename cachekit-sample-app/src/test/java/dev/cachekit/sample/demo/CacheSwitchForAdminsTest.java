package dev.cachekit.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.demo.CacheSwitchController.Wanted;
import dev.cachekit.sample.security.Role;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.web.RefusedException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** On a context of its own: who may switch the caches, where not everybody may. */
@NeedsCache("who may switch caches off and on")
@SampleTest
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:cacheswitchadmin;DB_CLOSE_DELAY=-1",
            "sample.demo.cache-switch=false"
        })
class CacheSwitchForAdminsTest {

    private static final SignedIn USER = new SignedIn(1, "user1", Role.USER);
    private static final SignedIn ADMIN = new SignedIn(1_001, "admin", Role.ADMIN);

    @Autowired
    private CacheSwitch cache;

    @Autowired
    private RestTestClient client;

    private CacheSwitchController controller(boolean forEverybody) {
        return new CacheSwitchController(cache, forEverybody);
    }

    @Test
    void userSwitchesUnlessThatIsForTheAdminAlone() {
        assertThat(controller(true).show(USER).switchable()).isTrue();
        assertThat(controller(true).change(new Wanted(true), USER).enabled()).isTrue();

        assertThat(controller(false).show(USER).switchable()).isFalse();
        assertThat(controller(false).show(null).switchable()).isFalse();
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> controller(false).change(new Wanted(false), USER))
                .returns(HttpStatus.FORBIDDEN, RefusedException::getStatusCode);
        assertThat(cache.isOn()).isTrue();
    }

    @Test
    void adminAlwaysSwitches() {
        assertThat(controller(false).change(new Wanted(false), ADMIN).enabled()).isFalse();
        assertThat(cache.isOn()).isFalse();
        assertThat(controller(false).change(new Wanted(true), ADMIN).enabled()).isTrue();
        assertThat(cache.isOn()).isTrue();
    }

    @Test
    void userWhoIsRefusedOftenDoesNotKeepTheAdminFromSwitching() {
        RestTestClient user = Visitors.user(client, 841);

        assertThat(Stream.generate(() -> statusOfChange(user)).limit(100).takeWhile(status -> status != 429))
                .hasSizeBetween(20, 99)
                .containsOnly(403);
        assertThat(statusOfChange(Visitors.admin(client))).isEqualTo(200);
    }

    private static int statusOfChange(RestTestClient visitor) {
        return Visitors.statusOfPut(visitor, "/api/demo/cache", Map.of("enabled", true));
    }
}
