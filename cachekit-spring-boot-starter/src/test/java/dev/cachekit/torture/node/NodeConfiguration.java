package dev.cachekit.torture.node;

import dev.cachekit.spring.autoconfigure.CacheKitAutoConfiguration;
import dev.cachekit.torture.database.DatabaseClient;
import dev.cachekit.torture.history.HistoryFile;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The application of a node. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(CacheKitAutoConfiguration.class)
@EnableTransactionManagement(proxyTargetClass = true)
class NodeConfiguration {

    @Bean(destroyMethod = "close")
    HistoryFile history(@Value("${torture.directory}") Path directory, @Value("${torture.process}") String process) {
        return HistoryFile.open(directory, process);
    }

    @Bean
    StoreFailures storeFailures(HistoryFile history) {
        return new StoreFailures(history);
    }

    @Bean
    Rows rows(@Value("${torture.database}") int port, HistoryFile history) {
        return new Rows(new DatabaseClient(port), history);
    }

    @Bean
    RegisterTransactions transactionManager(Rows rows) {
        return new RegisterTransactions(rows);
    }

    @Bean
    Workload workload(List<Service> services, HistoryFile history, @Value("${torture.pause-micros}") int pauseMicros) {
        return new Workload(services, history, pauseMicros);
    }

    /** Only the services of the configured caches: an annotation of the others may not be available yet. */
    @Bean
    static BeanDefinitionRegistryPostProcessor services(Environment environment) {
        List<String> caches = List.of(environment.getRequiredProperty("torture.caches", String[].class));
        return registry -> caches.forEach(cache -> register(registry, cache));
    }

    private static void register(BeanDefinitionRegistry registry, String cache) {
        Class<? extends Service> service = Services.ALL.get(cache);
        BeanDefinition definition = new RootBeanDefinition(service);
        registry.registerBeanDefinition(cache, definition);
    }
}
