package dev.cachekit.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class DecisionsTest {

    private final Decisions decisions = new Decisions();

    @Test
    void refusalsWhereAllIsGrantedFailTheRun() {
        tell(998, true);
        tell(2, false);

        assertThatIllegalStateException()
                .isThrownBy(decisions::check)
                .withMessage("2 of 1000 decisions were not the one that this scenario is about");
    }

    @Test
    void oneOfAThousandMayBeLost() {
        tell(999, true);
        tell(1, false);

        assertThatCode(decisions::check).doesNotThrowAnyException();
    }

    @Test
    void eachIterationIsCheckedAlone() {
        tell(1_000_000, true);
        decisions.check();
        tell(2, false);

        assertThatIllegalStateException().isThrownBy(decisions::check);
    }

    @Test
    void runnerFailsWithThem() {
        Options options = new OptionsBuilder()
                .include(WrongDecisions.class.getName())
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(10))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();

        assertThatExceptionOfType(RunnerException.class).isThrownBy(new Runner(options)::runSingle);
    }

    private void tell(int times, boolean granted) {
        IntStream.range(0, times).forEach(time -> decisions.expected(true, granted));
    }
}
