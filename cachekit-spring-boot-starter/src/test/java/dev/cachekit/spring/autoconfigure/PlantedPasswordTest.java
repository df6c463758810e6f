package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.cachekit.CacheKit;
import dev.cachekit.CacheKitException;
import dev.cachekit.redisson.testing.RedisSentinel;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.connection.CacheKitConnectionDetails;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** A password is planted at every place where one may stand, and looked for wherever something is told. */
class PlantedPasswordTest {

    private static final String SECRET = "s3cr3t-Watch/word";
    private static final String ENCODED = "s3cr3t-Watch%2Fword";
    private static final String REST = "tch%2Fword";

    @TempDir
    static Path directory;

    private static RedisServer server;

    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final List<String> told = new ArrayList<>();
    private Level before = Level.INFO;

    @BeforeAll
    static void start() {
        server = RedisServer.startLocal(
                "user shop on >" + SECRET + " ~* &* +@all", "user default on nopass ~* &* +@all");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void listen() {
        before = Objects.requireNonNull(root().getLevel());
        root().iteratorForAppenders().forEachRemaining(appender -> appender.stop()); // TRACE fills a screen
        events.start();
        root().addAppender(events);
        root().setLevel(Level.TRACE);
    }

    @AfterEach
    void lookForIt() {
        root().setLevel(before);
        root().detachAppender(events);
        root().iteratorForAppenders().forEachRemaining(appender -> appender.start());
        List<ILoggingEvent> logged = List.copyOf(events.list);
        logged.forEach(event -> told.add(text(event)));
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(SECRET)
                        .doesNotContain(ENCODED)
                        .doesNotContain(REST));
    }

    private static String text(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return event.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }

    private static ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CacheKitAutoConfiguration.class,
                        CacheKitHealthAutoConfiguration.class,
                        CacheKitEndpointAutoConfiguration.class))
                .withPropertyValues(properties);
    }

    private void run(ApplicationContextRunner application) {
        application.run(context -> {
            if (context.getStartupFailure() == null) {
                use(context);
            } else {
                refused(context.getStartupFailure());
            }
        });
    }

    private void use(AssertableApplicationContext context) throws Exception {
        CacheKit kit = context.getBean(CacheKit.class);
        attempt(() -> kit.counter("views").increment());
        attempt(() -> kit.cache("users", String.class).put(1L, "Ada"));
        attempt(() -> kit.lock("jobs").tryAcquire(java.time.Duration.ZERO).ifPresent(lock -> lock.close()));
        for (String bean : context.getBeanDefinitionNames()) {
            told.add(bean + ": " + context.getBean(bean));
        }
        told.add(context.getBean(HealthIndicator.class).health().toString());
        actuator(context, List.of(), Show.NEVER, ".*");
        // ours even where values are to be shown
        actuator(context, List.of(context.getBean(SanitizingFunction.class)), Show.ALWAYS, "cachekit.*|REDIS_URL");
    }

    private void actuator(
            AssertableApplicationContext context, List<SanitizingFunction> hiding, Show show, String properties) {
        told.add(json(new EnvironmentEndpoint(context.getEnvironment(), hiding, show).environment(properties)));
        ConfigurationPropertiesReportEndpoint report = new ConfigurationPropertiesReportEndpoint(hiding, show);
        report.setApplicationContext(context.getSourceApplicationContext());
        told.add(json(report.configurationProperties()));
    }

    private static String json(Object descriptor) {
        return JsonMapper.shared().writeValueAsString(descriptor);
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (CacheKitException away) {
            told.add(trace(away));
        }
    }

    private void refused(Throwable failure) {
        told.add(trace(failure));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            told.add(cause.toString());
        }
        var analysis = new InvalidConfigurationFailureAnalyzer(new StandardEnvironment()).analyze(failure);
        told.add(analysis == null ? "" : analysis.getDescription() + analysis.getAction());
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String at(String user) {
        return "redis://" + user + "@127.0.0.1:" + server.port();
    }

    private static final String[] PATIENT = {"cachekit.redis.command-timeout=5s", "cachekit.redis.deadline=10s"};

    @Test
    void inAUrl() {
        run(application("cachekit.redis.url=" + at("shop:" + SECRET)).withPropertyValues(PATIENT));
        assertThat(events.list)
                .as("what Redisson sends is logged")
                .anyMatch(event -> event.getLevel() == Level.TRACE
                        && event.getLoggerName().startsWith("org.redisson")
                        && event.getFormattedMessage().contains("AUTH"));
    }

    @Test
    void encodedInAUrl() {
        run(application("cachekit.redis.url=" + at("shop:" + ENCODED)).withPropertyValues(PATIENT));
    }

    @Test
    void inAnOptionOfItsOwn() {
        run(application(
                        "cachekit.redis.url=redis://127.0.0.1:" + server.port(),
                        "cachekit.redis.username=shop",
                        "cachekit.redis.password=" + SECRET)
                .withPropertyValues(PATIENT));
    }

    @Test
    void refusedByTheServer() {
        run(application(
                "cachekit.redis.url=redis://127.0.0.1:" + server.port(),
                "cachekit.redis.username=nobody",
                "cachekit.redis.password=" + SECRET));
    }

    @Test
    void whileNobodyAnswers() {
        run(application("cachekit.redis.url=redis://shop:" + ENCODED + "@127.0.0.1:1"));
    }

    @Test
    void ofSentinels() {
        try (RedisServer primary = RedisServer.startLocal("user shop on >" + SECRET + " ~* &* +@all");
                RedisSentinel sentinel = RedisSentinel.watching(primary.port(), 1, "requirepass " + SECRET)) {
            run(application(
                            "cachekit.redis.sentinel.master=" + RedisSentinel.MASTER,
                            "cachekit.redis.sentinel.nodes=127.0.0.1:" + sentinel.port(),
                            "cachekit.redis.sentinel.password=" + SECRET,
                            "cachekit.redis.username=shop",
                            "cachekit.redis.password=" + SECRET)
                    .withPropertyValues(PATIENT));
        }
    }

    @Test
    void ofSpringDataAndOfAServiceConnection() {
        run(application(
                        "spring.data.redis.host=127.0.0.1",
                        "spring.data.redis.port=" + server.port(),
                        "spring.data.redis.username=shop",
                        "spring.data.redis.password=" + SECRET)
                .withPropertyValues(PATIENT));
        run(application("REDIS_URL=" + at("shop:" + SECRET)).withPropertyValues(PATIENT));
        run(application(PATIENT).withBean(CacheKitConnectionDetails.class, () -> () -> at("shop:" + SECRET)));
    }

    @Test
    void inAFileOrAClientOfTheApplication() throws IOException {
        Path file = Files.writeString(
                directory.resolve("redisson.yaml"),
                "username: shop\npassword: \"" + SECRET + "\"\nsingleServerConfig:\n  address: \"" + server.url()
                        + "\"\n");
        run(application("cachekit.redis.config=file:" + file).withPropertyValues(PATIENT));
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "pasword: \"" + SECRET + "\"\n");
        run(application("cachekit.redis.config=file:" + broken));
        run(application(PATIENT).withBean(RedissonClient.class, PlantedPasswordTest::theirs));
        run(application("cachekit.redis.share-client=true")
                .withBean(RedissonClient.class, PlantedPasswordTest::theirs));
    }

    private static RedissonClient theirs() {
        Config config = new Config().setUsername("shop").setPassword(SECRET);
        config.useSingleServer().setAddress(server.url()).setConnectionMinimumIdleSize(1);
        return Redisson.create(config);
    }

    @Test
    void inMistakes() {
        run(application("cachekit.redis.url=http://shop:" + SECRET + "@host"));
        run(application("cachekit.redis.url=redis://shop:" + ENCODED + "@host:port"));
        run(application("cachekit.redis.pasword=" + SECRET));
        run(application("cachekit.redis=redis://shop:" + SECRET + "@host"));
        run(application("cachekit.redis.url=redis://shop:" + SECRET + "@host", "cachekit.redis.ssl-bundle=nowhere"));
        run(application("cachekit.redis.sentinel.nodes=shop:" + SECRET + "@host:1"));
        run(application("cachekit.redis.cluster.nodes=redis://shop:" + SECRET + "@host:x"));
        run(application("spring.data.redis.url=http://shop:" + SECRET + "@host"));
        run(application("REDIS_URL=http://shop:" + SECRET + "@host"));
        run(application(
                "spring.data.redis.sentinel.nodes=a:1",
                "spring.data.redis.sentinel.master=m",
                "spring.data.redis.sentinel.password=" + SECRET));
        run(application().withBean(CacheKitConnectionDetails.class, () -> () -> "http://shop:" + SECRET + "@host"));
    }
}
