package dev.cachekit.sample.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cachekit.sample.redis.RedisSwitchController.Wanted;
import dev.cachekit.sample.security.Role;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.web.RefusedException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpStatus;

@EnabledOnOs(OS.LINUX)
class RedisSwitchForAdminsTest {

    private static final SignedIn USER = new SignedIn(1, "user1", Role.USER);
    private static final SignedIn ADMIN = new SignedIn(1_001, "admin", Role.ADMIN);

    private final EmbeddedRedis redis = EmbeddedRedis.start(RedisBinary.fromJar(), EmbeddedRedis.ANY_PORT);

    RedisSwitchForAdminsTest() throws IOException {}

    private RedisSwitchController controller(boolean forEverybody) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("redis", redis);
        return new RedisSwitchController(beans.getBeanProvider(EmbeddedRedis.class), forEverybody);
    }

    @AfterEach
    void stop() {
        redis.close();
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
}
