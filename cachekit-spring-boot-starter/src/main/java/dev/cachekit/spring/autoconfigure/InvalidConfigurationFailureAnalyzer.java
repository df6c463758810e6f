package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import dev.cachekit.NotAvailableYetException;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Turns a start that CacheKit refused into place, value, rule and remedy; a property's place names its file and line. */
@Order(Ordered.HIGHEST_PRECEDENCE + 100) // a binding failure would otherwise be told in general words
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

    private final Environment environment;

    InvalidConfigurationFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidConfigurationException cause) {
        String origin = origin(cause.where()).map(place -> " (" + place + ")").orElse("");
        return new FailureAnalysis(cause.where() + origin + ": " + what(cause), action(cause.remedy()), cause);
    }

    private static String what(InvalidConfigurationException cause) {
        return cause instanceof NotAvailableYetException later
                ? later.feature() + " is not available yet."
                : cause.rule() + " but was " + cause.value() + ".";
    }

    private static String action(String remedy) {
        String sentence = Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1);
        return sentence.endsWith("?") || sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private Optional<String> origin(String where) {
        ConfigurationPropertyName name = ConfigurationPropertyName.isValid(where)
                ? ConfigurationPropertyName.of(where)
                : ConfigurationPropertyName.EMPTY;
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null && property.getOrigin() != null) {
                return Optional.of(property.getOrigin().toString());
            }
        }
        return Optional.empty();
    }
}
