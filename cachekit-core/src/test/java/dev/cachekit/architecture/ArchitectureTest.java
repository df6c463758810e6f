package dev.cachekit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.cachekit.architecture.HouseRules.VOCABULARY;
import static dev.cachekit.architecture.HouseRules.seesOnly;
import static dev.cachekit.architecture.HouseRules.usedOnlyIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The directions inside the core: words, then ports, then algorithms, and the assembly above them all. */
@AnalyzeClasses(locations = MainClasses.class)
class ArchitectureTest {

    private static final String SPI = "dev.cachekit.spi..";

    @ArchTest
    static final ArchRule vocabularySeesOnlyItself = seesOnly("dev.cachekit", "dev.cachekit.annotation");

    @ArchTest
    static final ArchRule annotationsSeeOnlyTheVocabulary = seesOnly("dev.cachekit.annotation", VOCABULARY);

    @ArchTest
    static final ArchRule operationsSeeOnlyTheVocabulary = seesOnly("dev.cachekit.operation..", VOCABULARY);

    @ArchTest
    static final ArchRule portsSeeOnlyTheVocabulary = seesOnly(SPI, VOCABULARY);

    @ArchTest
    static final ArchRule strategiesSeeAllButBackendsAndAssembly = seesOnly(
            "dev.cachekit.strategy..",
            "dev.cachekit",
            "dev.cachekit.annotation",
            "dev.cachekit.operation..",
            "dev.cachekit.call..",
            "dev.cachekit.beat..",
            "dev.cachekit.near..",
            "dev.cachekit.recovery..",
            SPI);

    @ArchTest
    static final ArchRule rateLimitsSeeAllButBackendsAndAssembly = seesOnly(
            "dev.cachekit.limit..",
            "dev.cachekit",
            "dev.cachekit.key..",
            "dev.cachekit.annotation",
            "dev.cachekit.operation..",
            "dev.cachekit.call..",
            "dev.cachekit.recovery..",
            SPI);

    @ArchTest
    static final ArchRule waitingSeesOnlyPorts = seesOnly("dev.cachekit.call..", "dev.cachekit", SPI);

    @ArchTest
    static final ArchRule countersSeeOnlyPortsAndBreakers = seesOnly(
            "dev.cachekit.counter..",
            "dev.cachekit",
            "dev.cachekit.key..",
            "dev.cachekit.call..",
            "dev.cachekit.recovery..",
            SPI);

    @ArchTest
    static final ArchRule topicsSeeOnlyPortsAndBreakers = seesOnly(
            "dev.cachekit.topic..",
            "dev.cachekit",
            "dev.cachekit.key..",
            "dev.cachekit.annotation",
            "dev.cachekit.call..",
            "dev.cachekit.recovery..",
            SPI);

    @ArchTest
    static final ArchRule locksSeeWordsPortsAndHowCallsWait = seesOnly(
            "dev.cachekit.lock..",
            "dev.cachekit",
            "dev.cachekit.key..",
            "dev.cachekit.annotation",
            "dev.cachekit.call..",
            "dev.cachekit.operation..",
            "dev.cachekit.recovery..",
            SPI);

    @ArchTest
    static final ArchRule singleFlightsSeePortsAndHowCallsWait = seesOnly(
            "dev.cachekit.flight..",
            "dev.cachekit",
            "dev.cachekit.key..",
            "dev.cachekit.annotation",
            "dev.cachekit.operation..",
            "dev.cachekit.call..",
            "dev.cachekit.recovery..",
            SPI);

    @ArchTest
    static final ArchRule cachesSeeStrategiesAndWhatTheyWorkWith = seesOnly(
            "dev.cachekit.cache..",
            "dev.cachekit",
            "dev.cachekit.key..",
            "dev.cachekit.event..",
            "dev.cachekit.operation..",
            "dev.cachekit.call..",
            "dev.cachekit.near..",
            "dev.cachekit.recovery..",
            "dev.cachekit.strategy..",
            SPI);

    @ArchTest
    static final ArchRule batchesSeeWhatTheyCollect = seesOnly(
            "dev.cachekit.batch..",
            "dev.cachekit",
            "dev.cachekit.cache..",
            "dev.cachekit.counter..",
            "dev.cachekit.call..",
            "dev.cachekit.recovery..",
            "dev.cachekit.strategy..",
            SPI);

    @ArchTest
    static final ArchRule eventsSeeOnlyPorts = seesOnly("dev.cachekit.event..", "dev.cachekit", SPI);

    @ArchTest
    static final ArchRule codecSeesOnlyPorts = seesOnly("dev.cachekit.codec..", "dev.cachekit", SPI);

    @ArchTest
    static final ArchRule keysSeeOnlyPorts = seesOnly("dev.cachekit.key..", "dev.cachekit", SPI);

    @ArchTest
    static final ArchRule inProcessBackendSeesOnlyPorts =
            seesOnly("dev.cachekit.inprocess..", "dev.cachekit", "dev.cachekit.meter..", SPI);

    @ArchTest
    static final ArchRule countingOfPermitsSeesOnlyPorts =
            seesOnly("dev.cachekit.meter..", "dev.cachekit", "dev.cachekit.annotation", SPI);

    @ArchTest
    static final ArchRule heartbeatSeesOnlyPorts = seesOnly("dev.cachekit.beat..", "dev.cachekit", SPI);

    @ArchTest
    static final ArchRule nearCacheSeesPortsBeatsAndSettings =
            seesOnly("dev.cachekit.near..", "dev.cachekit", "dev.cachekit.beat..", "dev.cachekit.operation..", SPI);

    @ArchTest
    static final ArchRule recoverySeesPortsBeatsAndSettings =
            seesOnly("dev.cachekit.recovery..", "dev.cachekit", "dev.cachekit.beat..", "dev.cachekit.operation..", SPI);

    @ArchTest
    static final ArchRule nobodySeesTheAssembly = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cachekit.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.cachekit.engine..")
            .because("CacheKit.builder() finds it through the ServiceLoader");

    @ArchTest
    static final ArchRule coreNeedsFewLibraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "org.slf4j..",
                    "com.github.benmanes.caffeine..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "dev.cachekit..");

    @ArchTest
    static final ArchRule jacksonStaysInTheCodec =
            usedOnlyIn("tools.jackson..", "dev.cachekit.codec..", "dev.cachekit.engine..");

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
