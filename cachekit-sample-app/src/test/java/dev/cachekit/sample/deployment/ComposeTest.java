package dev.cachekit.sample.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** Reads {@code compose.yaml} and what it refers to. Nothing of it runs here: there is no engine for containers. */
class ComposeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern HOST_PORT = Pattern.compile("([a-z][a-z-]+):(\\d{4,5})");

    private static final Pattern PASSWORD = Pattern.compile("\\$\\{([A-Z]+_PASSWORD)");

    private static Map<String, Object> services;

    @BeforeAll
    static void read() throws IOException {
        services = map(yaml("compose.yaml").get("services"));
    }

    @Test
    void hasWhatTheSampleNeeds() {
        assertThat(services)
                .containsOnlyKeys("node-a", "node-b", "nginx", "redis", "postgres", "prometheus", "grafana");
    }

    @TestFactory
    Stream<DynamicTest> everyFileThatIsMountedIsThere() {
        return services.keySet().stream()
                .flatMap(name -> list(service(name).getOrDefault("volumes", List.of())).stream())
                .map(String::valueOf)
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.substring(0, volume.indexOf(':')))
                .map(file -> DynamicTest.dynamicTest(
                        file, () -> assertThat(ROOT.resolve(file)).exists()));
    }

    @Test
    void bothNodesAreTheSameProgramOnTheSameServers() {
        Map<String, Object> a = service("node-a");
        assertThat(service("node-b").get("build")).isEqualTo(a.get("build"));
        assertThat(service("node-b").get("environment")).isEqualTo(a.get("environment"));
        assertThat(ROOT.resolve((String) map(a.get("build")).get("dockerfile"))).exists();
        assertThat(map(a.get("environment")))
                .containsEntry("SPRING_PROFILES_ACTIVE", "postgresql")
                .containsEntry("REDIS_URL", "redis://redis:6379/0");
    }

    /** As the application reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"sample.demo.cache-switch", "sample.demo.redis-switch"})
    void whatANewcomerMaySwitchIsForTheAdminAloneWhereOthersCanReachIt(String property) {
        for (String node : List.of("node-a", "node-b")) {
            assertThat(new SystemEnvironmentPropertySource(
                            node, map(service(node).get("environment"))))
                    .returns("false", environment -> environment.getProperty(property));
        }
    }

    @Test
    void whatOneDependsOnHasAHealthCheckOrIsTheProgramThatBringsOne() {
        assertThat(Set.of("redis", "postgres"))
                .allSatisfy(name -> assertThat(service(name)).containsKey("healthcheck"));
        assertThat(map(service("nginx").get("depends_on"))).containsOnlyKeys("node-a", "node-b");
    }

    @Test
    void nodesAreStoppedOnlyAfterTheyHaveHadTimeToFinish() throws IOException {
        assertThat(Files.readString(Path.of("src/main/resources/application.yml")))
                .contains("shutdown: graceful");
        assertThat(service("node-a")).containsEntry("stop_grace_period", "40s");
    }

    @Test
    void nginxAndPrometheusKnowBothNodes() throws IOException {
        for (String file : List.of("deploy/nginx/nginx.conf", "deploy/prometheus/prometheus.yml")) {
            List<String> named = HOST_PORT
                    .matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .map(found -> found.group())
                    .distinct()
                    .toList();

            assertThat(named).as(file).containsExactly("node-a:8080", "node-b:8080");
        }
    }

    @Test
    void prometheusReadsTheRulesThatAreMounted() throws IOException {
        assertThat(yaml("deploy/prometheus/prometheus.yml").get("rule_files"))
                .isEqualTo(List.of("cachekit-alerts.yml"));
        assertThat(list(service("prometheus").get("volumes")))
                .contains("./ops/prometheus/cachekit-alerts.yml:/etc/prometheus/cachekit-alerts.yml:ro");
    }

    @Test
    void grafanaFindsItsDashboardsWhereTheyAreMounted() throws IOException {
        Object provider = list(yaml("deploy/grafana/provisioning/dashboards/cachekit.yml")
                        .get("providers"))
                .get(0);
        String path = (String) map(map(provider).get("options")).get("path");

        assertThat(list(service("grafana").get("volumes"))).contains("./ops/grafana:" + path + ":ro");
    }

    @Test
    void everyImageSaysItsVersion() {
        assertThat(services.keySet().stream()
                        .map(name -> (String) service(name).get("image"))
                        .filter(image -> !image.equals("cachekit-sample")))
                .allMatch(image -> image.matches("[a-z/]+:v?\\d+\\.\\d+.*|[a-z/]+:\\d+-alpine"));
    }

    @Test
    void passwordsComeFromTheEnvironmentAndNothingStartsWithoutThem() throws IOException {
        String compose = Files.readString(ROOT.resolve("compose.yaml"));
        List<String> names = PASSWORD.matcher(compose)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(names).hasSizeGreaterThan(4);
        assertThat(names)
                .allSatisfy(name -> assertThat(compose)
                        .contains("${" + name + ":?}")
                        .doesNotContain("${" + name + "}")
                        .doesNotContain("${" + name + ":-"));
        assertThat(Files.readAllLines(ROOT.resolve("deploy/try.env")))
                .containsAll(names.stream().map(name -> name + "=try-only").toList());
    }

    private static Map<String, Object> service(String name) {
        return map(services.get(name));
    }

    private static Map<String, Object> yaml(String file) throws IOException {
        return new Yaml().load(Files.readString(ROOT.resolve(file)));
    }

    @SuppressWarnings("unchecked") // a mapping in YAML has texts as keys
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked") // a sequence
    private static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
