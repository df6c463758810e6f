package dev.cachekit.spring.console;

import org.springframework.boot.WebApplicationType;

class SecuredServletConsoleTest extends SecuredConsoleContract {

    @Override
    WebApplicationType type() {
        return WebApplicationType.SERVLET;
    }

    @Override
    Class<?> rules() {
        return SecuredServlet.class;
    }
}
