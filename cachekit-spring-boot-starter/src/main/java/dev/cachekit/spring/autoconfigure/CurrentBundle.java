package dev.cachekit.spring.autoconfigure;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import org.springframework.boot.ssl.SslBundle;

/**
 * An SSL bundle that may be replaced. The client asks the factories made here anew for each connection, so each is made with the
 * bundle of its time. Safe for use by many threads.
 */
final class CurrentBundle {

    private volatile SslBundle bundle;

    CurrentBundle(SslBundle bundle) {
        this.bundle = bundle;
    }

    SslBundle get() {
        return bundle;
    }

    void replace(SslBundle other) {
        bundle = other;
    }

    KeyManagerFactory keys() {
        KeyManagerFactory first = bundle.getManagers().getKeyManagerFactory();
        return new Keys(new KeysNow(this), first.getProvider(), first.getAlgorithm());
    }

    TrustManagerFactory trust() {
        TrustManagerFactory first = bundle.getManagers().getTrustManagerFactory();
        return new Trust(new TrustNow(this), first.getProvider(), first.getAlgorithm());
    }

    /** Its constructor is not open to others. */
    private static final class Keys extends KeyManagerFactory {

        Keys(KeyManagerFactorySpi managers, Provider provider, String algorithm) {
            super(managers, provider, algorithm);
        }
    }

    /** Its constructor is not open to others. */
    private static final class Trust extends TrustManagerFactory {

        Trust(TrustManagerFactorySpi managers, Provider provider, String algorithm) {
            super(managers, provider, algorithm);
        }
    }

    private static final class KeysNow extends KeyManagerFactorySpi {

        private final CurrentBundle current;

        KeysNow(CurrentBundle current) {
            this.current = current;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {
            // the bundle brings its own
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // the bundle brings its own
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return current.get().getManagers().getKeyManagers();
        }
    }

    private static final class TrustNow extends TrustManagerFactorySpi {

        private final CurrentBundle current;

        TrustNow(CurrentBundle current) {
            this.current = current;
        }

        @Override
        protected void engineInit(KeyStore store) {
            // the bundle brings its own
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // the bundle brings its own
        }

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return current.get().getManagers().getTrustManagers();
        }
    }
}
