package dev.cachekit.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.cache.CacheManager;

/**
 * Makes our manager the one that annotations mean which name none, where the application asks for it beside others of its
 * own. Spring would refuse to choose.
 */
final class MainCacheManager implements BeanFactoryPostProcessor {

    private static final String OURS = "cacheManager";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<String> managers = Arrays.stream(beans.getBeanNamesForType(CacheManager.class, true, false))
                .filter(beans::containsBeanDefinition)
                .toList();
        boolean chosen =
                managers.stream().anyMatch(name -> beans.getBeanDefinition(name).isPrimary());
        if (managers.size() > 1 && managers.contains(OURS) && !chosen) {
            beans.getBeanDefinition(OURS).setPrimary(true);
        }
    }
}
