package dev.cachekit.benchmarks.startup;

import dev.cachekit.cluster.NodeProcess;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application of generated beans and nothing else, which ends as soon as it has started and answered with its {@link Start}. */
public final class StartedApplication {

    /** As Spring Boot makes it of what is on the class path. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private StartedApplication() {}

    /**
     * Starts it.
     *
     * @param arguments the number of generated beans, then properties
     */
    public static void main(String[] arguments) throws Exception {
        answer("started");
        SpringApplicationBuilder application = new SpringApplicationBuilder(sources(Integer.parseInt(arguments[0])))
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
        long begin = System.nanoTime();
        try (ConfigurableApplicationContext context =
                application.run(Arrays.copyOfRange(arguments, 1, arguments.length))) {
            answer(seen(context, System.nanoTime() - begin).line());
        }
    }

    private static Class<?>[] sources(int beans) throws ClassNotFoundException {
        Class<?>[] sources = new Class<?>[beans + 1];
        sources[beans] = Application.class;
        for (int i = 0; i < beans; i++) {
            sources[i] = Class.forName(GeneratedBeans.name(i));
        }
        return sources;
    }

    private static Start seen(ConfigurableApplicationContext context, long nanos) {
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        String[] names = context.getBeanDefinitionNames();
        int proxies = (int) Stream.of(names)
                .map(context.getBeanFactory()::getSingleton)
                .filter(AopUtils::isAopProxy)
                .count();
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
        return new Start(nanos / 1e6, names.length, proxies, classes, heap);
    }

    private static void answer(String line) {
        System.out.println(NodeProcess.ANSWER + line);
    }
}
