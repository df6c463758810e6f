package dev.cachekit.docs;

import org.springframework.context.annotation.Configuration;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;

/** Sessions in Redis, as the page of Spring Session shows them. */
class SpringSessionExamples {

    // tag::sessions[]
    @Configuration(proxyBeanMethods = false)
    @EnableRedisHttpSession(redisNamespace = "shop:session", maxInactiveIntervalInSeconds = 1800)
    static class Sessions {}
    // end::sessions[]

    private SpringSessionExamples() {}
}
