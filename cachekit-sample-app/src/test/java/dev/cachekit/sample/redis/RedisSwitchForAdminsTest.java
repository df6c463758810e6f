package dev.cachekit.sample.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.sample.NeedsCache;
import dev.cachekit.sample.SampleTest;
import dev.cachekit.sample.Visitors;
import dev.cachekit.sample.redis.RedisSwitchController.Wanted;
import dev.cachekit.sample.security.Role;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.web.RefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** On a context of its own: who may end the node's own Redis server, where not everybody may. */
@NeedsCache("who may end the node's own Redis server")
@SampleTest
@EnabledOnOs(OS.LINUX)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:redisswitchadmin;DB_CLOSE_DELAY=-1",
            "sample.demo.redis-switch=false"
        })
class RedisSwitchForAdminsTest {

    private static final SignedIn USER = new SignedIn(1, "user1", Role.USER);
    private static final SignedIn ADMIN = new SignedIn(1_001, "admin", Role.ADMIN);

    @Autowired
    private EmbeddedRedis redis;

    @Autowired
    private RestTestClient client;

    private RedisSwitchController controller(boolean forEverybody) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("redis", redis);
        return new RedisSwitchController(beans.getBeanProvider(EmbeddedRedis.class), forEverybody);
    }

    @AfterEach
    void restore() throws IOException {
        redis.restore();
    }

    @Test
    void userSwitchesUnlessThatIsForTheAdminAlone() throws IOException {
        assertThat(controller(true).change(new Wanted(false), USER).running()).isFalse();

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> controller(false).change(new Wanted(true), USER))
                .returns(HttpStatus.FORBIDDEN, RefusedException::getStatusCode);
        assertThat(redis.running()).isFalse();
    }

    @Test
    void adminAlwaysSwitches() throws IOException {
        assertThat(controller(false).change(new Wanted(false), ADMIN).running()).isFalse();
        assertThat(controller(false).change(new Wanted(true), ADMIN).running()).isTrue();
    }

    @Test
    void userWhoIsRefusedOftenDoesNotKeepTheAdminFromSwitching() {
        RestTestClient user = Visitors.user(client, 842);

        assertThat(Stream.generate(() -> statusOfChange(user)).limit(100).takeWhile(status -> status != 429))
                .hasSizeBetween(20, 99)
                .containsOnly(403);
        assertThat(statusOfChange(Visitors.admin(client))).isEqualTo(200);
    }

    private static int statusOfChange(RestTestClient visitor) {
        return Visitors.statusOfPut(visitor, "/api/demo/redis", Map.of("running", true));
    }
}
