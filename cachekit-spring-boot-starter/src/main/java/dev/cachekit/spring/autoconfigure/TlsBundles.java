package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.redisson.client.RedisSettings.Tls;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Turns SSL bundles of Spring Boot into what a client needs for TLS. */
record TlsBundles(ObjectProvider<SslBundles> bundles) {

    Tls named(String where, String name) {
        SslBundles known = bundles.getIfAvailable();
        try {
            if (known != null) {
                return tls(known.getBundle(name));
            }
        } catch (NoSuchSslBundleException unknown) {
            // said below
        }
        throw new InvalidConfigurationException(
                where, name, "ssl-bundle must name an SSL bundle", "define it below spring.ssl.bundle");
    }

    static Tls tls(SslBundle bundle) {
        boolean hasKeys = bundle.getStores().getKeyStore() != null;
        boolean hasTrust = bundle.getStores().getTrustStore() != null;
        return new Tls(
                hasKeys ? bundle.getManagers().getKeyManagerFactory() : null,
                hasTrust ? bundle.getManagers().getTrustManagerFactory() : null,
                list(bundle.getOptions().getEnabledProtocols()),
                list(bundle.getOptions().getCiphers()),
                true);
    }

    private static List<String> list(String @Nullable [] texts) {
        return texts == null ? List.of() : Arrays.asList(texts);
    }
}
