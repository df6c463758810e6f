package dev.cachekit.spring.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.spring.autoconfigure.CacheKitSpringDataAutoConfiguration;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.spring.data.connection.RedissonConnectionFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Spring Session on CacheKit's client: two processes of an application, one Redis. */
class SessionsTest {

    private static final Pattern LINE = Pattern.compile("(?m)^ACL SETUSER sessions .*$");

    @Configuration(proxyBeanMethods = false)
    @EnableRedisHttpSession(redisNamespace = "shop:session", maxInactiveIntervalInSeconds = 1800)
    @ImportAutoConfiguration({CacheKitAutoConfiguration.class, CacheKitSpringDataAutoConfiguration.class})
    static class Shop {}

    private static RedisServer redis;

    private final ArrayDeque<AnnotationConfigApplicationContext> started = new ArrayDeque<>();

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @AfterEach
    void stop() {
        started.forEach(AnnotationConfigApplicationContext::close);
    }

    private AnnotationConfigApplicationContext shop(String... properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of(
                        "cachekit.app=shop",
                        "cachekit.redis.url=" + redis.url(),
                        "cachekit.redis.command-timeout=10s",
                        "cachekit.redis.deadline=20s",
                        "cachekit.redis.spring-data.enabled=true")
                .and(properties)
                .applyTo(context);
        context.register(Shop.class);
        context.refresh();
        started.add(context);
        return context;
    }

    /** A request through the filter of Spring Session. Returns the cookies it was answered with. */
    private static Cookie[] request(AnnotationConfigApplicationContext shop, Cookie[] cookies, FilterChain handler)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(cookies);
        MockHttpServletResponse response = new MockHttpServletResponse();
        shop.getBean(SessionRepositoryFilter.class).doFilter(request, response, handler);
        return response.getCookies();
    }

    private static Cookie[] logIn(AnnotationConfigApplicationContext shop) throws Exception {
        return request(
                shop,
                new Cookie[0],
                (request, response) ->
                        ((HttpServletRequest) request).getSession().setAttribute("user", "Ann"));
    }

    private static Object userOf(AnnotationConfigApplicationContext shop, Cookie[] cookies) throws Exception {
        AtomicReference<Object> user = new AtomicReference<>();
        request(
                shop,
                cookies,
                (request, response) ->
                        user.set(((HttpServletRequest) request).getSession().getAttribute("user")));
        return user.get();
    }

    @Test
    void whoLogsInAtOneProcessIsKnownToTheOther() throws Exception {
        Cookie[] cookies = logIn(shop());

        assertThat(userOf(shop(), cookies)).isEqualTo("Ann");
    }

    @Test
    void sessionsLiveBesideTheCachesAndExpire() throws Exception {
        AnnotationConfigApplicationContext shop = shop();
        logIn(shop);
        shop.getBean(CacheKit.class).cache("users", String.class).put(1L, "Ann");

        List<?> keys = (List<?>) redis.send("KEYS", "shop:session:sessions:*");

        assertThat(keys).isNotEmpty();
        assertThat((Long) redis.send("PTTL", text(keys.get(0)))).isBetween(1_700_000L, 1_800_000L);
        shop.getBean(CacheKit.class).cache("users", String.class).clear();
        assertThat((List<?>) redis.send("KEYS", "shop:session:sessions:*")).hasSameSizeAs(keys);
    }

    private static String text(Object key) {
        return key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : key.toString();
    }

    @Test
    void theClientIsLentAndStaysCacheKits() throws Exception {
        AnnotationConfigApplicationContext shop = shop();
        shop.getBean(RedissonConnectionFactory.class).destroy();

        shop.getBean(CacheKit.class).cache("users", String.class).put(2L, "Bob");
        assertThat(shop.getBean(CacheKit.class).cache("users", String.class).get(2L))
                .contains("Bob");
    }

    @Test
    void theUserOfThePageMayDoAllThatSessionsNeed() throws Exception {
        Matcher line = LINE.matcher(Files.readString(Path.of("../docs/spring-session.md")));
        assertThat(line.find()).isTrue();
        redis.send(line.group().split(" "));
        try {
            AnnotationConfigApplicationContext shop =
                    shop("cachekit.redis.username=sessions", "cachekit.redis.password=secret");
            Cookie[] cookies = logIn(shop);
            assertThat(userOf(shop, cookies)).isEqualTo("Ann");
            request(shop, cookies, (request, response) -> ((HttpServletRequest) request).changeSessionId());
            Cookie[] again = logIn(shop);
            request(
                    shop,
                    again,
                    (request, response) ->
                            ((HttpServletRequest) request).getSession().invalidate());
            assertThat(userOf(shop, again)).isNull();
        } finally {
            redis.send("ACL", "DELUSER", "sessions");
        }
    }
}
