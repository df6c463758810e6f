package dev.cachekit.benchmarks.peers;

import static org.awaitility.Awaitility.await;

import dev.cachekit.redisson.testing.RedisServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What one interleaving plays on: a database, a server of its own, and nodes of one contestant. */
final class Stage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Contestant contestant;
    private final Database database = new Database();
    private final Gate decoding = new Gate();
    private final RedisServer redis = RedisServer.startLocal();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Stage(Contestant contestant) {
        this.contestant = contestant;
    }

    Contestant contestant() {
        return contestant;
    }

    Database database() {
        return database;
    }

    Server server() {
        return new Server(redis);
    }

    /** Stands between replies of the server and their use, at all nodes that are started here. */
    Gate decoding() {
        return decoding;
    }

    Node node() {
        return start(new Place(redis.host(), redis.port(), decoding));
    }

    Node nodeBehind(Link link) {
        return start(new Place(link.host(), link.port(), decoding));
    }

    /** Reads through a node until Redis has the row and the database is not asked any more. */
    void cache(Node node) {
        await().atMost(PATIENCE).until(() -> isCached(node));
    }

    private boolean isCached(Node node) {
        int before = database.loads();
        node.read();
        return database.loads() == before && server().hasEntry();
    }

    private Node start(Place place) {
        Node node = contestant.start(place, database);
        opened.push(node);
        return node;
    }

    Link link() {
        Link link = new Link(redis.host(), redis.port());
        opened.push(link);
        return link;
    }

    /** Nodes end while server and links still answer them. */
    @Override
    public void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        redis.close();
    }
}
