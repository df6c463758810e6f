package dev.cachekit.spring.aop.annotated;

import dev.cachekit.Band;
import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.annotation.Algorithm;
import dev.cachekit.annotation.BackendFailure;
import dev.cachekit.operation.RateLimitedOperation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code @RateLimited}. An attribute that is left at its default says nothing.
 *
 * @param attributes the attributes of one annotation
 */
record RateLimitAttributes(AttributeText attributes) {

    RateLimitedOperation operation() {
        return new RateLimitedOperation(
                attributes.where(),
                attributes.name("name"),
                attributes.get("key"),
                band(),
                attributes.get("cost"),
                maxWait(),
                attributes.get("fallback"),
                onBackendFailure(),
                attributes.annotation().getBoolean("shadow"),
                attributes.get("condition"));
    }

    private @Nullable Band band() {
        long permits = attributes.annotation().getLong("permits");
        String per = attributes.get("per");
        long burst = attributes.annotation().getLong("burst");
        Algorithm algorithm = attributes.annotation().getEnum("algorithm", Algorithm.class);
        if (permits == 0 && per.isEmpty()) {
            checkNothingElse(burst, algorithm);
            return null;
        }
        if (permits == 0 || per.isEmpty()) {
            throw refused(
                    "permits = " + permits + ", per = \"" + per + "\"",
                    "permits and per must be given together",
                    "give both, or neither and set cachekit.rate-limiters." + attributes.name("name") + ".bands");
        }
        return band(algorithm, permits, DurationText.duration(attributes.where("per"), "per", per), burst);
    }

    private void checkNothingElse(long burst, Algorithm algorithm) {
        if (burst != 0 || algorithm != Algorithm.TOKEN_BUCKET) {
            throw refused(
                    "burst = " + burst + ", algorithm = " + algorithm,
                    "burst and algorithm mean nothing without permits and per",
                    "give permits and per, or remove them");
        }
    }

    private Band band(Algorithm algorithm, long permits, Duration per, long burst) {
        try {
            return new Band(algorithm, permits, per, burst);
        } catch (InvalidConfigurationException wrong) {
            throw refused(wrong.value(), wrong.rule(), wrong.remedy());
        }
    }

    private @Nullable Duration maxWait() {
        String text = attributes.get("maxWait");
        return text.isEmpty() ? null : DurationText.duration(attributes.where("maxWait"), "maxWait", text);
    }

    private @Nullable BackendFailure onBackendFailure() {
        BackendFailure rule = attributes.annotation().getEnum("onBackendFailure", BackendFailure.class);
        return rule == BackendFailure.LOCAL ? null : rule;
    }

    private InvalidConfigurationException refused(String value, String rule, String remedy) {
        return new InvalidConfigurationException(attributes.where(), value, rule, remedy);
    }
}
