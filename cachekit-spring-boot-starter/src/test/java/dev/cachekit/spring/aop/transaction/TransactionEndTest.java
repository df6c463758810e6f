package dev.cachekit.spring.aop.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.call.Caller;
import dev.cachekit.spi.TransactionScope.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TransactionEndTest {

    private final TransactionEnd end = new TransactionEnd();
    private final List<String> done = new ArrayList<>();

    private Function<Outcome, CompletionStage<Void>> noting(String name) {
        return outcome -> {
            done.add(name + " " + outcome);
            return TransactionEnd.DONE;
        };
    }

    @Test
    void doesInOrderWhatWasAdded() {
        end.add(noting("first"), Caller.BLOCKING);
        end.add(noting("second"), Caller.BLOCKING);
        end.end(Outcome.COMMITTED, Caller.BLOCKING);
        assertThat(done).containsExactly("first COMMITTED", "second COMMITTED");
    }

    @Test
    void beginsAtOnceWhatComesAfterTheEnd() {
        end.end(Outcome.ROLLED_BACK, Caller.BLOCKING);
        assertThat(end.hasEnded()).isTrue();
        end.add(noting("late"), Caller.BLOCKING);
        assertThat(done).containsExactly("late ROLLED_BACK");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromItsTurn() {
        end.add(
                outcome -> {
                    throw new IllegalStateException("no");
                },
                Caller.BLOCKING);
        end.add(noting("next"), Caller.BLOCKING);
        assertThat(end.end(Outcome.COMMITTED, Caller.BLOCKING)).isCompleted();
        assertThat(done).containsExactly("next COMMITTED");
    }
}
