package dev.cachekit.benchmarks.performance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of which one part is written by a program. The rest is left as people have written it. */
public final class Page {

    private Page() {}

    /**
     * Puts figures in the place of earlier ones.
     *
     * @param page the page
     * @param name the part's name
     * @param figures what to put
     * @throws IllegalArgumentException if the page has no such part
     */
    public static String with(String page, String name, String figures) {
        String begin = "<!-- figures " + name + " -->";
        String end = "<!-- end of figures " + name + " -->";
        Matcher part = Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(page);
        if (!part.find()) {
            throw new IllegalArgumentException("the page has no part " + begin + " … " + end);
        }
        return page.substring(0, part.start())
                + begin
                + "\n\n"
                + figures.strip()
                + "\n\n"
                + end
                + page.substring(part.end());
    }
}
