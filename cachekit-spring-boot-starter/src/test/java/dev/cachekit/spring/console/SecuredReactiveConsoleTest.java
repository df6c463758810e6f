package dev.cachekit.spring.console;

import org.springframework.boot.WebApplicationType;

class SecuredReactiveConsoleTest extends SecuredConsoleContract {

    @Override
    WebApplicationType type() {
        return WebApplicationType.REACTIVE;
    }

    @Override
    Class<?> rules() {
        return SecuredReactive.class;
    }
}
