package dev.cachekit.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.CacheKit;
import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.redisson.testing.TestCertificate;
import dev.cachekit.spring.connection.CacheKitConnectionDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Connections to a server that wants a certificate of its clients. */
class TlsTest {

    @TempDir
    static Path directory;

    private static TestCertificate theirs;
    private static TestCertificate ours;
    private static int port;
    private static RedisServer server;

    @BeforeAll
    static void start() {
        theirs = TestCertificate.in(directory, "server");
        ours = TestCertificate.in(directory, "client");
        port = RedisServer.freePort();
        server = RedisServer.startLocal(RedisServer.tls(port, theirs, ours));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String url() {
        return "rediss://127.0.0.1:" + port;
    }

    private static ApplicationContextRunner application(TestCertificate trusted, String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CacheKitAutoConfiguration.class, SslAutoConfiguration.class))
                .withPropertyValues(
                        "spring.ssl.bundle.pem.redis.truststore.certificate=file:" + trusted.certificate(),
                        "spring.ssl.bundle.pem.redis.keystore.certificate=file:" + ours.certificate(),
                        "spring.ssl.bundle.pem.redis.keystore.private-key=file:" + ours.key(),
                        "spring.ssl.bundle.pem.anonymous.truststore.certificate=file:" + trusted.certificate(),
                        "cachekit.redis.command-timeout=5s",
                        "cachekit.redis.deadline=10s")
                .withPropertyValues(properties);
    }

    private static void assertWorks(CacheKit kit) {
        assertThat(kit.counter("views").increment()).isPositive();
    }

    private static boolean works(CacheKit kit) {
        try {
            return kit.counter("views").increment() > 0;
        } catch (BackendUnavailableException refused) {
            return false;
        }
    }

    @Test
    void aBundleBringsTrustAndTheClientsCertificate() {
        application(theirs, "cachekit.redis.url=" + url(), "cachekit.redis.ssl-bundle=redis")
                .run(context -> assertWorks(context.getBean(CacheKit.class)));
    }

    @Test
    void aBundleMeansTlsWhateverTheUrlSays() {
        application(theirs, "cachekit.redis.url=redis://127.0.0.1:" + port, "cachekit.redis.ssl-bundle=redis")
                .run(context -> assertWorks(context.getBean(CacheKit.class)));
    }

    @Test
    void theBundleOfSpringDataIsUsed() {
        application(
                        theirs,
                        "spring.data.redis.host=127.0.0.1",
                        "spring.data.redis.port=" + port,
                        "spring.data.redis.ssl.bundle=redis")
                .run(context -> assertWorks(context.getBean(CacheKit.class)));
    }

    @Test
    void theBundleOfAServiceConnectionIsUsed() {
        application(theirs)
                .withBean(CacheKitConnectionDetails.class, () -> new CacheKitConnectionDetails() {
                    @Override
                    public String getUrl() {
                        return url();
                    }

                    @Override
                    public SslBundle getSslBundle() {
                        return bundle(theirs);
                    }
                })
                .run(context -> assertWorks(context.getBean(CacheKit.class)));
    }

    @Test
    void aClientWithoutCertificateIsTurnedAway() {
        application(theirs, "cachekit.redis.url=" + url(), "cachekit.redis.ssl-bundle=anonymous")
                .run(context ->
                        assertThat(works(context.getBean(CacheKit.class))).isFalse());
    }

    @Test
    void aServerThatNobodyVouchesForIsNotUsed() {
        application(ours, "cachekit.redis.url=" + url(), "cachekit.redis.ssl-bundle=redis")
                .run(context ->
                        assertThat(works(context.getBean(CacheKit.class))).isFalse());
    }

    @Test
    void aServerWithTheCertificateOfAnotherHostIsNotUsed() {
        TestCertificate elsewhere = TestCertificate.ofAnotherHost(directory, "elsewhere");
        int other = RedisServer.freePort();
        try (RedisServer liar = RedisServer.startLocal(RedisServer.tls(other, elsewhere, ours))) {
            application(
                            elsewhere,
                            "cachekit.redis.url=rediss://" + liar.host() + ":" + other,
                            "cachekit.redis.ssl-bundle=redis")
                    .run(context ->
                            assertThat(works(context.getBean(CacheKit.class))).isFalse());
        }
    }

    @Test
    void aReplacedBundleCountsForNewConnections() throws IOException {
        Path moving = Files.createDirectory(directory.resolve("moving"));
        TestCertificate first = TestCertificate.in(moving, "server");
        TestCertificate second = TestCertificate.in(directory, "second");
        int other = RedisServer.freePort();
        try (RedisServer rotating = RedisServer.startLocal(RedisServer.tls(other, first, ours))) {
            application(
                            first,
                            "cachekit.redis.url=rediss://127.0.0.1:" + other,
                            "cachekit.redis.ssl-bundle=redis",
                            "cachekit.redis.command-timeout=500ms",
                            "cachekit.redis.deadline=1s")
                    .run(context -> {
                        CacheKit kit = context.getBean(CacheKit.class);
                        await().until(() -> works(kit));
                        SslBundle secondOne = bundle(second);
                        rotating.stop();
                        Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
                        Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
                        rotating.restart();
                        assertThat(works(kit)).isFalse();

                        context.getBean(SslBundleRegistry.class).updateBundle("redis", secondOne);
                        await().atMost(Duration.ofSeconds(20)).until(() -> works(kit));
                    });
        }
    }

    @Test
    void aBundleThatCannotBeReadStopsTheStart() {
        application(
                        theirs,
                        "cachekit.redis.url=" + url(),
                        "cachekit.redis.ssl-bundle=broken",
                        "spring.ssl.bundle.pem.broken.truststore.certificate=file:/nowhere/ca.crt")
                .run(context -> assertThat(Starts.refusal(context))
                        .startsWith("cachekit.redis.ssl-bundle: the certificates and keys of an SSL bundle must be"
                                + " readable but was broken, which fails with ")
                        .endsWith("; check locations, types and passwords of that bundle below spring.ssl.bundle"));
    }

    private static SslBundle bundle(TestCertificate trusted) {
        return SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate("file:" + ours.certificate()).withPrivateKey("file:" + ours.key()),
                PemSslStoreDetails.forCertificate("file:" + trusted.certificate())));
    }
}
