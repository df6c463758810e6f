package dev.cachekit.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.contract.ManualScheduler;
import dev.cachekit.spi.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadQueueTest {

    private static final Lane LANE = Lane.all().get(0);

    private final ManualScheduler clock = new ManualScheduler();
    private final Server server = new Server();
    private final ReadQueue queue = new ReadQueue(server, 2, clock);

    /** Answers a command with the names of its keys, when it is told to. */
    private static final class Server implements Reads {

        private record Command(
                List<String> keys, byte @Nullable [] value, CompletableFuture<Map<String, byte[]>> answer) {

            void succeed() {
                Map<String, byte[]> values = new HashMap<>();
                keys.forEach(key -> values.put(key, value == null ? key.getBytes(UTF_8) : value));
                answer.complete(values);
            }
        }

        private final List<Command> sent = new ArrayList<>();
        private @Nullable RuntimeException broken;
        private byte @Nullable [] value;

        @Override
        public CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
            return values(entry, incarnation)
                    .thenApply(found -> new EntryBytes(found.get(entry), found.get(incarnation)));
        }

        @Override
        public CompletionStage<Map<String, byte[]>> values(String... keys) {
            if (broken != null) {
                throw broken;
            }
            Command command = new Command(List.of(keys), value, new CompletableFuture<>());
            sent.add(command);
            return command.answer();
        }

        List<List<String>> keys() {
            return sent.stream().map(Command::keys).toList();
        }
    }

    private CompletableFuture<EntryBytes> read(String key) {
        return queue.entry(LANE, key, "born").toCompletableFuture();
    }

    private static String text(CompletableFuture<EntryBytes> read) {
        byte[] entry = read.join().entry();
        return entry == null ? "nothing" : new String(entry, UTF_8);
    }

    @Test
    void aReadThatFindsRoomGoesAtOnce() {
        read("a");
        read("b");

        assertThat(server.keys()).containsExactly(List.of("a", "born"), List.of("b", "born"));
    }

    @Test
    void readsBeyondThatGoTogetherWithTheNextAnswer() {
        read("a");
        read("b");
        CompletableFuture<EntryBytes> third = read("c");
        CompletableFuture<EntryBytes> fourth = read("d");
        assertThat(server.sent).hasSize(2);

        server.sent.get(1).succeed();
        assertThat(server.keys()).hasSize(3).last().isEqualTo(List.of("c", "born", "d"));
        server.sent.get(2).succeed();

        assertThat(text(third)).isEqualTo("c");
        assertThat(text(fourth)).isEqualTo("d");
    }

    @Test
    void aHundredReadsOfOneKeyCostOneCommandMoreThanTwo() {
        List<CompletableFuture<EntryBytes>> reads =
                IntStream.range(0, 100).mapToObj(n -> read("hot")).toList();

        server.sent.get(0).succeed();
        server.sent.get(1).succeed();
        server.sent.get(2).succeed();

        assertThat(reads).allSatisfy(read -> assertThat(text(read)).isEqualTo("hot"));
        assertThat(server.sent).hasSize(3);
    }

    /** Else it might bring what was removed after that command had been answered, and before the read. */
    @Test
    void aReadDoesNotJoinACommandThatHasBeenSent() {
        read("a");
        read("b");
        read("c");
        server.sent.get(0).succeed();
        assertThat(server.keys()).last().isEqualTo(List.of("c", "born"));

        CompletableFuture<EntryBytes> late = read("c");
        server.sent.get(2).succeed();

        assertThat(late).isNotDone();
        assertThat(server.keys()).hasSize(4).last().isEqualTo(List.of("c", "born"));
    }

    @Test
    void severalKeysOfOneReadStayTogether() {
        read("a");
        read("b");
        CompletionStage<Map<String, byte[]>> many = queue.values("x", "y", "born");
        read("x");

        server.sent.get(0).succeed();
        assertThat(server.keys()).last().isEqualTo(List.of("x", "y", "born"));
        server.sent.get(2).succeed();

        assertThat(many.toCompletableFuture().join()).containsOnlyKeys("x", "y", "born");
    }

    @Test
    void aCommandHasNoMoreKeysThanOtherClientsCanWaitFor() {
        read("a");
        read("b");
        IntStream.range(0, 250).forEach(n -> read("k" + n));

        server.sent.get(0).succeed();
        server.sent.get(1).succeed();

        assertThat(server.keys()).hasSize(4).satisfies(all -> {
            assertThat(all.get(2)).hasSizeBetween(2, ReadQueue.MOST_KEYS + 1);
            assertThat(all.get(2).size() + all.get(3).size()).isEqualTo(252);
        });
    }

    /** A circuit breaker that counted a command that is cut once for each of its readers would open by it. */
    @Test
    void aFailureIsThatOfOneReaderAndFreesThePlace() {
        read("a");
        read("b");
        CompletableFuture<EntryBytes> third = read("c");
        CompletableFuture<EntryBytes> fourth = read("d");
        server.sent.get(0).succeed();

        server.sent.get(2).answer().completeExceptionally(new BackendUnavailableException("away", null));

        assertThat(sentIn(third)).isTrue();
        assertThat(sentIn(fourth)).isFalse();
        read("d");
        assertThat(server.keys()).last().isEqualTo(List.of("d", "born"));
    }

    private static boolean sentIn(CompletableFuture<?> failed) {
        assertThatThrownBy(failed::join).hasMessageContaining("away");
        return failed.handle((value, failure) -> ((BackendUnavailableException) failure.getCause()).wasSent())
                .join();
    }

    @Test
    void aReadOfManyKeysGoesByItselfAndDelaysNoOther() {
        String[] many = IntStream.range(0, 500).mapToObj(n -> "m" + n).toArray(String[]::new);
        read("a");
        read("b");
        read("c");
        queue.values(many);
        read("d");

        server.sent.get(0).succeed();
        server.sent.get(1).succeed();

        assertThat(server.keys()).extracting(List::size).containsExactly(2, 2, 2, 500);
        server.sent.get(2).succeed();
        assertThat(server.keys()).last().isEqualTo(List.of("d", "born"));
    }

    @Test
    void afterALargeAnswerFewerReadsGoTogether() {
        server.value = new byte[Portion.MOST_BYTES / 10];
        read("a");
        read("b");
        IntStream.range(0, 40).forEach(n -> read("k" + n));
        server.sent.get(0).succeed();
        server.sent.get(1).succeed();
        assertThat(server.keys()).last().asInstanceOf(LIST).hasSize(41);
        IntStream.range(40, 80).forEach(n -> read("k" + n));

        server.sent.get(2).succeed();

        assertThat(server.keys()).last().asInstanceOf(LIST).hasSizeBetween(19, 21);
    }

    @Test
    void whatCannotBeSentFailsAndFreesThePlace() {
        server.broken = new IllegalStateException("shut down");
        List<CompletableFuture<EntryBytes>> reads =
                IntStream.range(0, 5).mapToObj(n -> read("k" + n)).toList();
        server.broken = null;

        assertThat(reads).allMatch(CompletableFuture::isCompletedExceptionally);
        read("a");
        read("b");
        assertThat(server.sent).hasSize(2);
    }

    @Test
    void nobodyWaitsForAServerThatIsSilent() {
        read("a");
        read("b");
        read("c");
        read("d");
        clock.advance(CommandQueue.PATIENCE.minusMillis(1));
        assertThat(server.sent).hasSize(2);

        clock.advance(Duration.ofMillis(1));

        assertThat(server.keys()).hasSize(3).last().isEqualTo(List.of("c", "born", "d"));
        read("e");
        assertThat(server.keys()).last().isEqualTo(List.of("e", "born"));
    }

    @Test
    void oneCommandThatIsNeverAnsweredDoesNotKeepItsPlace() {
        read("lost");
        read("lost, too");
        read("a");
        clock.advance(CommandQueue.PATIENCE);
        server.sent.get(2).succeed();

        read("b");
        read("c");
        read("d");

        assertThat(server.keys()).hasSize(5).last().isEqualTo(List.of("c", "born"));
    }

    @Test
    void aServerThatIsQuickAgainIsReadFromAsBefore() {
        IntStream.range(0, 3).forEach(n -> read("k" + n));
        clock.advance(CommandQueue.PATIENCE);
        List.copyOf(server.sent).forEach(Server.Command::succeed);
        int before = server.sent.size();

        read("a");
        read("b");
        read("c");

        assertThat(server.sent).hasSize(before + 2);
    }

    /** Two commands are answered, then one for so many reads is on its way. */
    private void sendTogether(int reads) {
        read("a");
        read("b");
        IntStream.range(0, reads).forEach(n -> read("c" + n));
        List.copyOf(server.sent).forEach(Server.Command::succeed);
    }

    @Test
    void aCrowdReadsByOneCommandAtATime() {
        sendTogether(CommandQueue.CROWD);
        read("d");
        read("e");
        assertThat(server.keys()).as("the crowd's command is on its way").hasSize(3);

        server.sent.get(2).succeed();
        read("f");

        assertThat(server.keys()).hasSize(5).last().isEqualTo(List.of("f", "born"));
    }

    @Test
    void oneCommandLessIsNoCrowd() {
        sendTogether(CommandQueue.CROWD - 1);

        read("d");

        assertThat(server.keys()).hasSize(4).last().isEqualTo(List.of("d", "born"));
    }

    @Test
    void whoAsksAgainWhenAnsweredGoesWithTheNextCommand() {
        read("a");
        read("b");
        List<CompletableFuture<EntryBytes>> again = new ArrayList<>();
        IntStream.range(0, CommandQueue.CROWD)
                .forEach(n -> read("c" + n).thenAccept(found -> again.add(read("again" + n))));
        List.copyOf(server.sent).forEach(Server.Command::succeed);

        server.sent.get(2).succeed();

        assertThat(again).hasSize(CommandQueue.CROWD);
        assertThat(server.keys()).hasSize(4).last(LIST).hasSize(CommandQueue.CROWD + 1);
    }

    /** Answers come on other threads, at any moment. */
    @Test
    void noReadOfManyThreadsIsForgotten() throws Exception {
        ExecutorService answering = Executors.newFixedThreadPool(2);
        ExecutorService reading = Executors.newFixedThreadPool(8);
        AtomicInteger commands = new AtomicInteger();
        Reads quick = new Reads() {
            @Override
            public CompletionStage<EntryBytes> entry(Lane lane, String entry, String incarnation) {
                return values(entry, incarnation)
                        .thenApply(found -> new EntryBytes(found.get(entry), found.get(incarnation)));
            }

            @Override
            public CompletionStage<Map<String, byte[]>> values(String... keys) {
                commands.incrementAndGet();
                return CompletableFuture.supplyAsync(
                        () -> {
                            Map<String, byte[]> values = new HashMap<>();
                            Arrays.stream(keys).forEach(key -> values.put(key, key.getBytes(UTF_8)));
                            return values;
                        },
                        answering);
            }
        };
        ReadQueue busy = new ReadQueue(quick, 2, new ManualScheduler());
        CountDownLatch done = new CountDownLatch(8);
        AtomicInteger right = new AtomicInteger();
        try {
            for (int thread = 0; thread < 8; thread++) {
                int mine = thread;
                reading.execute(() -> {
                    for (int n = 0; n < 2_000; n++) {
                        String key = "k" + (mine + n) % 5;
                        if (text(busy.entry(LANE, key, "born").toCompletableFuture())
                                .equals(key)) {
                            right.incrementAndGet();
                        }
                    }
                    done.countDown();
                });
            }

            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            reading.shutdownNow();
            answering.shutdownNow();
        }
        assertThat(right).hasValue(16_000);
        assertThat(commands.get()).isLessThan(16_000);
        assertThat(busy).hasToString("0 requests underway, 0 commands waiting");
    }
}
