package dev.cachekit.redisson;

import dev.cachekit.BackendUnavailableException;
import dev.cachekit.MemoryUse;
import dev.cachekit.ServerInfo;
import dev.cachekit.spi.StoreReport;
import dev.cachekit.spi.StoreReport.Replication;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one report of what {@code INFO} tells of several primaries. */
final class InfoReport {

    private final List<Node> nodes;
    private final int silent;

    private InfoReport(List<Node> nodes, int silent) {
        this.nodes = nodes;
        this.silent = silent;
    }

    /**
     * What one primary told.
     *
     * @param facts by their names; empty if it did not answer
     * @param clockAheadMillis how far its clock is ahead of ours; zero if it does not tell
     */
    record Node(Map<String, String> facts, long clockAheadMillis) {

        /** In the middle between question and answer, the server wrote its time. */
        static CompletableFuture<Node> asked(CompletionStage<Map<String, String>> answer) {
            long asked = System.currentTimeMillis();
            return answer.thenApply(facts -> new Node(facts, ahead(facts, (asked + System.currentTimeMillis()) / 2)))
                    .toCompletableFuture();
        }

        private static long ahead(Map<String, String> facts, long middle) {
            String micros = facts.get("server_time_usec");
            return micros == null ? 0 : TimeUnit.MICROSECONDS.toMillis(Long.parseLong(micros)) - middle;
        }

        String text(String fact) {
            return facts.getOrDefault(fact, "unknown");
        }

        /** Zero if it is not told. */
        long number(String fact) {
            String text = facts.getOrDefault(fact, "");
            return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        }

        private boolean tells(String fact) {
            return facts.containsKey(fact);
        }
    }

    /** Those that answer say it for all; fails only if none does. */
    static CompletionStage<StoreReport> of(List<CompletableFuture<Node>> asked) {
        return CompletableFuture.allOf(asked.stream()
                        .map(node -> node.handle((answer, failure) -> failure))
                        .toArray(CompletableFuture[]::new))
                .thenCompose(ended -> answered(asked));
    }

    private static CompletionStage<StoreReport> answered(List<CompletableFuture<Node>> asked) {
        List<Node> nodes = asked.stream()
                .filter(Predicate.not(CompletableFuture::isCompletedExceptionally))
                .map(CompletableFuture::join)
                .toList();
        if (nodes.isEmpty()) {
            return asked.isEmpty()
                    ? CompletableFuture.failedFuture(new BackendUnavailableException("no primary is known", null))
                    : asked.get(0).thenApply(never -> new InfoReport(List.of(never), 0).report());
        }
        return CompletableFuture.completedFuture(new InfoReport(nodes, asked.size() - nodes.size()).report());
    }

    private StoreReport report() {
        return new StoreReport(server(), memory(), silent, replication(), clock());
    }

    private ServerInfo server() {
        Node oldest = nodes.stream()
                .min(Comparator.comparing(node -> padded(node.text("redis_version"))))
                .orElseThrow();
        long uptime = numbers(node -> node.number("uptime_in_seconds"))
                .min(Long::compare)
                .orElse(0L);
        long clients = numbers(node -> node.number("connected_clients"))
                .max(Long::compare)
                .orElse(0L);
        return new ServerInfo(
                oldest.text("redis_version"),
                oldest.text("redis_mode"),
                nodes.size() + silent,
                Duration.ofSeconds(uptime),
                (int) clients);
    }

    /** Versions compare as texts if every number has the same length. */
    private static String padded(String version) {
        StringBuilder padded = new StringBuilder();
        for (String part : version.split("\\.")) {
            padded.append("0".repeat(Math.max(0, 6 - part.length())))
                    .append(part)
                    .append('.');
        }
        return padded.toString();
    }

    /** Without a limit on one of them there is none on the whole. */
    private MemoryUse memory() {
        long used = numbers(node -> node.number("used_memory"))
                .mapToLong(Long::longValue)
                .sum();
        boolean limited = nodes.stream().allMatch(node -> node.number("maxmemory") > 0);
        long most = numbers(node -> node.number("maxmemory"))
                .mapToLong(Long::longValue)
                .sum();
        return new MemoryUse(
                used,
                limited ? OptionalLong.of(most) : OptionalLong.empty(),
                String.join(
                        ", ",
                        nodes.stream()
                                .map(node -> node.text("maxmemory_policy"))
                                .distinct()
                                .toList()));
    }

    private @Nullable Replication replication() {
        boolean told = nodes.stream().allMatch(node -> node.tells("connected_slaves"));
        long fewest = numbers(node -> node.number("connected_slaves"))
                .min(Long::compare)
                .orElse(0L);
        // a server counts its good replicas only if it needs them to write
        boolean required = nodes.stream().allMatch(node -> node.tells("min_slaves_good_slaves"));
        return told ? new Replication((int) fewest, required) : null;
    }

    private @Nullable Duration clock() {
        return nodes.stream().allMatch(node -> node.tells("server_time_usec"))
                ? numbers(Node::clockAheadMillis)
                        .max(Comparator.comparingLong(Math::abs))
                        .map(Duration::ofMillis)
                        .orElse(null)
                : null;
    }

    private Stream<Long> numbers(ToLongFunction<Node> number) {
        return nodes.stream().map(number::applyAsLong);
    }
}
