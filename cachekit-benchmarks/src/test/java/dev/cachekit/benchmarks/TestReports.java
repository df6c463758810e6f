package dev.cachekit.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the modules that were built before this one report of their tests. */
final class TestReports {

    /** What a test in a browser says where there is none; {@code .ci/run} installs one and accepts no such test. */
    private static final String NO_BROWSER = "not run: Chromium and its driver are not installed here";

    private final Path root;

    TestReports(Path root) {
        this.root = root;
    }

    /** What is wrong with a named test; empty if it has run and passed, or if its module has not been tested at all. */
    String problemWith(NamedTest test) throws Exception {
        if (!Files.isDirectory(test.reports(root))) {
            return "";
        }
        if (!Files.exists(test.report(root))) {
            return "did not run: run the whole build";
        }
        List<Element> runs = runs(test);
        if (runs.isEmpty()) {
            return "did not run";
        }
        for (String outcome : List.of("skipped", "failure", "error")) {
            if (runs.stream().anyMatch(run -> has(run, outcome))) {
                return outcome;
            }
        }
        return "";
    }

    private static boolean has(Element run, String outcome) {
        NodeList outcomes = run.getElementsByTagName(outcome);
        return outcomes.getLength() > 0 && !isForWantOfABrowser((Element) outcomes.item(0));
    }

    private static boolean isForWantOfABrowser(Element outcome) {
        return outcome.getTagName().equals("skipped")
                && outcome.getTextContent().contains(NO_BROWSER);
    }

    /** One for a plain test, one for each set of arguments of another. */
    private List<Element> runs(NamedTest test) throws Exception {
        Document report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(test.report(root).toFile());
        NodeList cases = report.getElementsByTagName("testcase");
        List<Element> runs = new ArrayList<>();
        for (int i = 0; i < cases.getLength(); i++) {
            Element run = (Element) cases.item(i);
            if (run.getAttribute("name").matches(test.method() + "\\b.*")) {
                runs.add(run);
            }
        }
        return runs;
    }
}
