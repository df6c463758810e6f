package dev.cachekit.spring.aop.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastMomentTest {

    private final LastMoment moment = new LastMoment();
    private final List<String> done = new ArrayList<>();

    @Test
    void doesWhatIsAddedMeanwhile() {
        moment.add(() -> moment.add(() -> done.add("second")));
        moment.run();
        assertThat(done).containsExactly("second");
    }

    @Test
    void leavesOutWhatComesTooLate() {
        moment.run();
        moment.add(() -> done.add("too late"));
        assertThat(moment.letPass()).isTrue();
        moment.run();
        assertThat(done).isEmpty();
    }

    @Test
    void leavesOutWhatComesAfterTheEnd() {
        moment.end();
        moment.add(() -> done.add("too late"));
        moment.run();
        assertThat(done).isEmpty();
    }

    @Test
    void doesNothingElseBeforeACommitThatMustNotTakePlace() {
        moment.add(() -> {
            throw new IllegalStateException("no");
        });
        moment.add(() -> done.add("next"));
        assertThatThrownBy(moment::run).hasMessage("no");
        assertThat(done).isEmpty();
    }
}
