package dev.cachekit.spring.aop.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionEndTest {

    private final TransactionEnd end = new TransactionEnd();
    private final List<String> done = new ArrayList<>();

    @Test
    void doesBeforeTheCommitWhatIsAddedMeanwhile() {
        end.addBeforeCommit(() -> end.addBeforeCommit(() -> done.add("second")));
        end.runBeforeCommit();
        assertThat(done).containsExactly("second");
    }

    @Test
    void leavesOutWhatComesTooLateForTheCommit() {
        end.runBeforeCommit();
        end.addBeforeCommit(() -> done.add("too late"));
        assertThat(end.close()).isTrue();
        end.runBeforeCommit();
        assertThat(done).isEmpty();
    }

    @Test
    void doesNothingElseBeforeACommitThatMustNotTakePlace() {
        end.addBeforeCommit(() -> {
            throw new IllegalStateException("no");
        });
        end.addBeforeCommit(() -> done.add("next"));
        assertThatThrownBy(end::runBeforeCommit).hasMessage("no");
        assertThat(done).isEmpty();
    }

    @Test
    void tellsTheOutcomeToWhoComesAfterTheEnd() {
        assertThat(end.addAfter(outcome -> TransactionEnd.DONE)).isEmpty();
        assertThat(end.begin(Outcome.ROLLED_BACK)).hasSize(1);
        assertThat(end.addAfter(outcome -> TransactionEnd.DONE)).contains(Outcome.ROLLED_BACK);
    }
}
