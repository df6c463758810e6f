package dev.cachekit.spring.autoconfigure;

import dev.cachekit.InvalidConfigurationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.util.unit.DataSize;

/** Says in our words, without the value of anything secret, what is wrong with an option below {@code cachekit}. */
final class BindFailures implements ConfigurationPropertiesBindHandlerAdvisor {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("cachekit");
    private static final String GROUP = "a group of options";

    /** Refuses while the application runs what is refused at the start. */
    static BindHandler strict() {
        return new BindFailures()
                .apply(new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
    }

    @Override
    public BindHandler apply(BindHandler handler) {
        return new AbstractBindHandler(handler) {
            @Override
            public @Nullable Object onFailure(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception failure)
                    throws Exception {
                if (ROOT.equals(name) || ROOT.isAncestorOf(name)) {
                    throw translated(name, target, context.getConfigurationProperty(), failure);
                }
                return super.onFailure(name, target, context, failure);
            }
        };
    }

    private static Exception translated(
            ConfigurationPropertyName name,
            Bindable<?> target,
            @Nullable ConfigurationProperty property,
            Exception failure) {
        if (failure instanceof UnboundConfigurationPropertiesException unbound) {
            return unknown(unbound);
        }
        if (failure instanceof ConverterNotFoundException) {
            return unreadable(name, target, "a single value");
        }
        if (property == null || !property.getName().equals(name)) {
            return failure; // told already, by the option itself
        }
        return unreadable(name, target, String.valueOf(property.getValue()));
    }

    /** The value is left out: a misspelt password is a password. */
    private static InvalidConfigurationException unknown(UnboundConfigurationPropertiesException failure) {
        ConfigurationPropertyName first =
                failure.getUnboundProperties().iterator().next().getName();
        return new InvalidConfigurationException(
                first.toString(),
                "unknown",
                "every option below cachekit must be a known one",
                KnownOptions.remedyFor(first));
    }

    private static InvalidConfigurationException unreadable(
            ConfigurationPropertyName name, Bindable<?> target, String value) {
        Class<?> type = target.getType().resolve(Object.class);
        String option = name.getLastElement(ConfigurationPropertyName.Form.ORIGINAL);
        boolean group = kind(type).equals(GROUP);
        return new InvalidConfigurationException(
                name.toString(), group ? "a single value" : value, option + " must be " + kind(type), remedy(type));
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        if (type == Duration.class) {
            return "a duration";
        }
        if (type == DataSize.class) {
            return "a size";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : GROUP;
    }

    private static String remedy(Class<?> type) {
        if (type == Duration.class) {
            return "write it like 500ms, 30s, 5m or PT5M";
        }
        if (type == DataSize.class) {
            return "write it like 8KB or 1MB";
        }
        return "correct it or leave it out";
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
