package dev.cachekit.spring.console;

import java.util.List;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;

/**
 * What the console may ask of the other endpoints of CacheKit: those that are exposed, with the operations that their access
 * permits. Safe for use by many threads.
 */
@FunctionalInterface
public interface OtherOperations {

    /**
     * Lists them.
     *
     * @return each as the id of its endpoint, the method, and the path below the base of the actuator
     */
    List<String> all();

    /**
     * Lists those of an application.
     *
     * @param endpoints all of its endpoints
     * @return what can be asked
     */
    static OtherOperations of(WebEndpointsSupplier endpoints) {
        return () -> endpoints.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointId().toString().startsWith("cachekit"))
                .flatMap(endpoint -> endpoint.getOperations().stream().map(operation -> text(endpoint, operation)))
                .sorted()
                .toList();
    }

    private static String text(ExposableWebEndpoint endpoint, WebOperation operation) {
        return endpoint.getEndpointId() + " " + operation.getRequestPredicate().getHttpMethod() + " "
                + operation.getRequestPredicate().getPath();
    }
}
