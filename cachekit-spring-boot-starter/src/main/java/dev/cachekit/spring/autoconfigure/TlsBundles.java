package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.RedisSettings.Tls;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Turns SSL bundles of Spring Boot into what a client needs for TLS. */
record TlsBundles(ObjectProvider<SslBundles> bundles) {

    private static final Logger log = LoggerFactory.getLogger(TlsBundles.class);

    /** A bundle that is replaced while the application runs counts for the connections that are opened from then on. */
    Tls named(String where, String name) {
        SslBundles known = bundles.getIfAvailable();
        try {
            if (known != null) {
                CurrentBundle current = new CurrentBundle(known.getBundle(name));
                Tls tls = tls(where, name, current);
                known.addBundleUpdateHandler(name, replaced -> {
                    current.replace(replaced);
                    log.info("New connections to Redis are made with what the SSL bundle {} holds now", name);
                });
                return tls;
            }
        } catch (NoSuchSslBundleException unknown) {
            // said below
        }
        throw new InvalidConfigurationException(
                where, name, "ssl-bundle must name an SSL bundle", "define it below spring.ssl.bundle");
    }

    static Tls announced(SslBundle bundle) {
        return tls("the service connection", "its SSL bundle", new CurrentBundle(bundle));
    }

    private static Tls tls(String where, String name, CurrentBundle current) {
        SslBundle bundle = current.get();
        readable(where, name, bundle);
        return new Tls(
                current.keys(),
                current.trust(),
                list(bundle.getOptions().getEnabledProtocols()),
                list(bundle.getOptions().getCiphers()),
                true);
    }

    /** At the start, not with the first connection. The failure's text may quote a key that stands in the configuration. */
    private static void readable(String where, String name, SslBundle bundle) {
        try {
            bundle.createSslContext();
        } catch (RuntimeException unreadable) {
            throw new InvalidConfigurationException(
                    where,
                    name + ", which fails with "
                            + innermost(unreadable).getClass().getSimpleName(),
                    "the certificates and keys of an SSL bundle must be readable",
                    "check locations, types and passwords of that bundle below spring.ssl.bundle");
        }
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static List<String> list(String @Nullable [] texts) {
        return texts == null ? List.of() : Arrays.asList(texts);
    }
}
