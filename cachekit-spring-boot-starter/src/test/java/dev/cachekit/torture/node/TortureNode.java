package dev.cachekit.torture.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The process of a node. Its arguments are Spring properties. It does what it reads from its standard input, a word per
 * line, answers by a line, and ends when its input does.
 */
public final class TortureNode {

    /** With what answers begin; other output is for people. */
    public static final String ANSWER = "torture: ";

    private TortureNode() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(NodeConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments);
        Workload workload = context.getBean(Workload.class);
        answer("ready");
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                execute(workload, line.split(" "));
                answer(line);
            }
        }
        // not in good order: the starter is gone, and nobody waits for queued work
        Runtime.getRuntime().halt(0);
    }

    private static void execute(Workload workload, String[] words) throws InterruptedException {
        switch (words[0]) {
            case "work" -> workload.begin(Long.parseLong(words[1]));
            case "rest" -> workload.rest();
            case "sweep" -> workload.sweep();
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        }
    }

    private static void answer(String line) {
        System.out.println(ANSWER + line);
    }
}
