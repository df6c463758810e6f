package dev.cachekit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.cachekit.architecture.HouseRules.seesOnly;
import static dev.cachekit.architecture.HouseRules.usedOnlyIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The directions inside the starter: each library has its one place, and the auto-configuration stands above all. */
@AnalyzeClasses(locations = MainClasses.class)
class StarterArchitectureTest {

    private static final String AUTOCONFIGURE = "dev.cachekit.spring.autoconfigure..";
    private static final String BRIDGE = "dev.cachekit.spring.cache..";
    private static final String REDISSON = "dev.cachekit.redisson..";

    @ArchTest
    static final ArchRule redisBackendSeesOnlyPortsAndTheEntryFormat =
            seesOnly(REDISSON, "dev.cachekit", "dev.cachekit.annotation", "dev.cachekit.spi..", "dev.cachekit.codec..");

    @ArchTest
    static final ArchRule springStaysInItsPackages = usedOnlyIn("org.springframework..", "dev.cachekit.spring..");

    @ArchTest
    static final ArchRule redissonStaysInItsBackend = usedOnlyIn("org.redisson..", REDISSON, AUTOCONFIGURE);

    @ArchTest
    static final ArchRule nettyStaysInTheRedisBackend = usedOnlyIn("io.netty..", REDISSON);

    @ArchTest
    static final ArchRule reactorStaysInItsAdapter = noClasses()
            .that()
            .haveSimpleNameNotContaining("Reactor")
            .should()
            .dependOnClassesThat(resideInAnyPackage("reactor..", "org.reactivestreams.."));

    @ArchTest
    static final ArchRule micrometerStaysInMetrics =
            usedOnlyIn("io.micrometer..", "dev.cachekit.spring.metrics..", AUTOCONFIGURE);

    @ArchTest
    static final ArchRule servletStaysInWeb = usedOnlyIn("jakarta.servlet..", "dev.cachekit.spring.web..");

    @ArchTest
    static final ArchRule jcacheStaysInTheBridge = usedOnlyIn("javax.cache..", BRIDGE);

    @ArchTest
    static final ArchRule onlyTheAutoConfigurationSeesTheBridge = noClasses()
            .that()
            .resideOutsideOfPackages(BRIDGE, AUTOCONFIGURE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BRIDGE);

    @ArchTest
    static final ArchRule nobodySeesTheAutoConfiguration = noClasses()
            .that()
            .resideOutsideOfPackage(AUTOCONFIGURE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(AUTOCONFIGURE)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles = HouseRules.NO_CYCLES;

    @ArchTest
    static final ArchRule packagesAreNullMarked = HouseRules.NULL_MARKED;

    @ArchTest
    static final ArchRule nobodyWaitsOnMonitors = HouseRules.NO_WAITING_ON_MONITORS;

    @Test
    void nothingIsSynchronized() throws IOException {
        assertThat(MonitorUse.in(Path.of("src", "main", "java"))).isEmpty();
    }
}
