package dev.cachekit.sample.cluster;

import dev.cachekit.sample.SampleApplication;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the sample until its standard input ends, so that none outlives the test; says on which port it listens. */
final class AppMain {

    static final String PORT = "::port ";

    private AppMain() {}

    public static void main(String[] args) {
        Thread input = new Thread(AppMain::endWithInput, "end-of-input");
        input.setDaemon(true);
        input.start();
        SpringApplication.withHook(application -> new PortAnnouncement(), () -> SampleApplication.main(args));
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // only its end says anything
            }
        } catch (IOException closed) {
            // the end as well
        }
        Runtime.getRuntime().halt(0);
    }

    private record PortAnnouncement() implements SpringApplicationRunListener {

        @Override
        public void ready(ConfigurableApplicationContext context, Duration taken) {
            System.out.println(PORT + context.getEnvironment().getRequiredProperty("local.server.port"));
        }
    }
}
