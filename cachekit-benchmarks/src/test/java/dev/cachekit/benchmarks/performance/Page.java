package dev.cachekit.benchmarks.performance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of which some parts are written by a program. The rest is left as people have written it. */
public final class Page {

    private Page() {}

    /** Whether this run is asked to write: by {@code -Dperformance.write=true}, or as it is long. */
    public static boolean isAskedFor() {
        boolean isLong = Effort.asked().isLong();
        return Boolean.parseBoolean(System.getProperty("performance.write", Boolean.toString(isLong)));
    }

    /**
     * Puts figures in the place of earlier ones.
     *
     * @param page the page
     * @param name the part's name
     * @param figures what to put
     * @throws IllegalArgumentException if the page has no such part
     */
    public static String with(String page, String name, String figures) {
        Matcher part = part(page, name);
        return page.substring(0, part.start(1)) + "\n\n" + figures.strip() + "\n\n" + page.substring(part.end(1));
    }

    /**
     * The figures that a page has.
     *
     * @param page the page
     * @param name the part's name
     * @return the part
     * @throws IllegalArgumentException if the page has no such part
     */
    static String figures(String page, String name) {
        return part(page, name).group(1).strip();
    }

    private static Matcher part(String page, String name) {
        String begin = "<!-- figures " + name + " -->";
        String end = "<!-- end of figures " + name + " -->";
        Matcher part = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(page);
        if (!part.find()) {
            throw new IllegalArgumentException("the page has no part " + begin + " … " + end);
        }
        return part;
    }
}
