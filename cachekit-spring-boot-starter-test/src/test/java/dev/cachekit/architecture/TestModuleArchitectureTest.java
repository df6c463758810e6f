package dev.cachekit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.cachekit.architecture.HouseRules.seesOnly;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What applications get for their tests stands on the front doors of the other modules, and on few libraries. */
@AnalyzeClasses(locations = MainClasses.class)
class TestModuleArchitectureTest {

    @ArchTest
    static final ArchRule timeSeesOnlyPorts = seesOnly("dev.cachekit.test.time..", "dev.cachekit.spi..");

    @ArchTest
    static final ArchRule faultsSeeOnlyPorts =
            seesOnly("dev.cachekit.test.store..", "dev.cachekit", "dev.cachekit.spi..");

    @ArchTest
    static final ArchRule testsNeedFewLibraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "org.assertj..",
                    "org.springframework..",
                    "dev.cachekit..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = HouseRules.NO_CYCLES;

    @ArchTest
    static final ArchRule packagesAreNullMarked = HouseRules.NULL_MARKED;

    @ArchTest
    static final ArchRule nobodyWaitsOnMonitors = HouseRules.NO_WAITING_ON_MONITORS;

    @Test
    void nothingIsSynchronized() throws IOException {
        Assertions.assertThat(MonitorUse.in(Path.of("src", "main", "java"))).isEmpty();
    }
}
