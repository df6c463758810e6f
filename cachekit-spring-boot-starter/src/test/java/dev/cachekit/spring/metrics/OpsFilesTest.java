package dev.cachekit.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboard and alert rules ask for meters, tags and values that there are. */
class OpsFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path DASHBOARD = ROOT.resolve("ops/grafana/cachekit-dashboard.json");
    private static final Path ALERTS = ROOT.resolve("ops/prometheus/cachekit-alerts.yml");

    private static final Pattern METER = Pattern.compile("\\b(cache(?:kit)?_[a-z_]+)\\b(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

    /** Labels that Prometheus adds, and the one of histograms. */
    private static final Set<String> OTHERS = Set.of("job", "instance", "le");

    private static JsonNode dashboard() throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(DASHBOARD));
    }

    private static List<JsonNode> panels() throws IOException {
        return dashboard().get("panels").valueStream().toList();
    }

    @SuppressWarnings("unchecked") // the form of Prometheus's rule files
    private static List<Map<String, Object>> alerts() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(ALERTS));
        List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
        return groups.stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .toList();
    }

    static List<String> ofTheDashboard() throws IOException {
        return panels().stream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.get("expr").asString())
                .toList();
    }

    static Stream<String> expressions() throws IOException {
        List<String> all = new ArrayList<>(ofTheDashboard());
        alerts().forEach(alert -> all.add((String) alert.get("expr")));
        dashboard()
                .at("/templating/list")
                .valueStream()
                .filter(variable -> variable.has("definition"))
                .forEach(variable -> all.add(variable.get("definition").asString()));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void asksForWhatThereIs(String expression) {
        List<CacheKitMeter> asked = METER.matcher(withoutGroupings(expression))
                .results()
                .map(found -> {
                    CacheKitMeter meter = meterOf(found.group(1));
                    expectLabels(meter, found.group(2) == null ? "" : found.group(2));
                    return meter;
                })
                .toList();

        assertThat(asked).as(expression).isNotEmpty();
        GROUPING.matcher(expression)
                .results()
                .flatMap(grouping -> Stream.of(grouping.group(1).split(", ")))
                .forEach(label -> assertThat(asked).as(expression).allMatch(meter -> hasLabel(meter, label)));
    }

    private static String withoutGroupings(String expression) {
        return GROUPING.matcher(expression).replaceAll("");
    }

    private static CacheKitMeter meterOf(String part) {
        return CacheKitMeter.all().stream()
                .filter(meter -> PrometheusName.partsOf(meter).contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter is found under " + part));
    }

    private static void expectLabels(CacheKitMeter meter, String matchers) {
        MATCHER.matcher(matchers).results().forEach(matcher -> {
            String label = matcher.group(1);
            assertThat(hasLabel(meter, label))
                    .as("%s has no tag %s", meter.getName(), label)
                    .isTrue();
            if (!matcher.group(3).contains("$")) {
                assertThat(valuesOf(meter, label)).contains(matcher.group(3).split("\\|"));
            }
        });
    }

    private static boolean hasLabel(CacheKitMeter meter, String label) {
        return OTHERS.contains(label) || meter.text().tags().stream().anyMatch(tag -> isLabel(tag, label));
    }

    private static List<String> valuesOf(CacheKitMeter meter, String label) {
        return meter.text().tags().stream()
                .filter(tag -> isLabel(tag, label))
                .flatMap(tag -> tag.values().stream())
                .toList();
    }

    private static boolean isLabel(MeterTag tag, String label) {
        return tag.name().replace('.', '_').equals(label);
    }

    @Test
    void theDashboardShowsEveryMeter() throws IOException {
        Set<CacheKitMeter> shown = ofTheDashboard().stream()
                .flatMap(expression ->
                        METER.matcher(withoutGroupings(expression)).results())
                .map(found -> meterOf(found.group(1)))
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrderElementsOf(CacheKitMeter.all());
    }

    /** Of a timer without one there is nothing to compute percentiles from. */
    @Test
    void onlyPanelsThatSaySoNeedHistograms() throws IOException {
        assertThat(panels())
                .filteredOn(panel -> panel.toString().contains("_bucket"))
                .isNotEmpty()
                .allMatch(panel -> panel.get("description").asString().contains("percentiles-histogram"));
        assertThat(CacheKitMeter.all())
                .filteredOn(meter -> meter.getType() == Meter.Type.TIMER)
                .isNotEmpty();
    }

    @Test
    void panelsHavePlacesAndNumbersOfTheirOwn() throws IOException {
        Set<String> cells = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();

        for (JsonNode panel : panels()) {
            assertThat(numbers.add(panel.get("id").asInt())).isTrue();
            JsonNode place = panel.get("gridPos");
            assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < place.get("w").asInt(); x++) {
                for (int y = 0; y < place.get("h").asInt(); y++) {
                    assertThat(cells.add((place.get("x").asInt() + x) + "/"
                                    + (place.get("y").asInt() + y)))
                            .as(panel.get("title").asString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void dataComeFromTheSourceThatIsChosen() throws IOException {
        assertThat(panels().stream().flatMap(panel -> panel.path("targets").valueStream()))
                .isNotEmpty()
                .allMatch(target -> target.at("/datasource/uid").asString().equals("${datasource}"));
    }

    @Test
    void eachAlertSaysWhatToDo() throws IOException {
        Set<Object> names = new HashSet<>();

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(names.add(alert.get("alert"))).isTrue();
            assertThat(alert.get("labels")).isIn(Map.of("severity", "critical"), Map.of("severity", "warning"));
            assertThat(alert.get("annotations"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, String.class))
                    .containsOnlyKeys("summary", "description", "page")
                    .satisfies(
                            said -> assertThat(ROOT.resolve(said.get("page"))).isRegularFile());
        });
    }
}
