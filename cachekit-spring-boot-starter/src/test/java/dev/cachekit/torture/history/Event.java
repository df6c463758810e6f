package dev.cachekit.torture.history;

/**
 * One line of a history. Times are nanoseconds of the clock that all processes of this machine share. A row is written
 * {@code cache:key}.
 */
public sealed interface Event {

    /** Returns the event as one line without its end. */
    String line();

    /** A read by a caller. It counts as begun at {@code start}; {@code loaded}: its own call ran the loader. */
    record Read(String row, long start, long end, long version, boolean loaded) implements Event {
        @Override
        public String line() {
            return "read " + row + " " + start + " " + end + " " + version + " " + (loaded ? "loaded" : "found");
        }
    }

    /** A loader ran from start to end; its caller had asked at {@code asked}. */
    record Load(String row, long asked, long start, long end) implements Event {
        @Override
        public String line() {
            return "load " + row + " " + asked + " " + start + " " + end;
        }
    }

    /** A change was begun. Without a {@link Change} of the same start its process died in the middle. */
    record Begun(String row, Scope scope, long start) implements Event {
        @Override
        public String line() {
            return "begun " + row + " " + scope + " " + start;
        }
    }

    /**
     * A change returned to its caller: the row was committed as {@code version}, and the cache was told.
     *
     * @param acknowledged false if the invalidation is only queued
     */
    record Change(String row, Scope scope, long version, long start, long end, boolean acknowledged) implements Event {
        @Override
        public String line() {
            return "change " + row + " " + scope + " " + version + " " + start + " " + end + " "
                    + (acknowledged ? "acknowledged" : "queued");
        }
    }

    /** The database committed a version; nobody could see it before start, everybody can from end on. */
    record Commit(String row, long version, long start, long end) implements Event {
        @Override
        public String line() {
            return "commit " + row + " " + version + " " + start + " " + end;
        }
    }

    /** The cache could not reach the store. */
    record StoreFailure(String operation, long at) implements Event {
        @Override
        public String line() {
            return "failure " + operation + " " + at;
        }
    }

    /** A read threw, which it must not: the loader does not fail. */
    record Broken(String row, String failure, long at) implements Event {
        @Override
        public String line() {
            return "broken " + row + " " + failure + " " + at;
        }
    }

    /** Something was broken from start to end. The name of a fault of a node begins with the node's, and a slash. */
    record Fault(String name, Harm harm, long start, long end) implements Event {
        @Override
        public String line() {
            return "fault " + name + " " + harm + " " + start + " " + end;
        }
    }

    /** A primary was replaced; what it acknowledged from start on may be lost. At end all clients use the new one. */
    record Failover(long start, long end) implements Event {
        @Override
        public String line() {
            return "failover " + start + " " + end;
        }
    }

    /** A process was killed. */
    record Killed(String process, long at) implements Event {
        @Override
        public String line() {
            return "killed " + process + " " + at;
        }
    }

    /** The last fault was over. From here on everything must settle. */
    record Calm(long at) implements Event {
        @Override
        public String line() {
            return "calm " + at;
        }
    }

    /** So many invalidations of a process waited to be sent again. */
    record Pending(long count, long at) implements Event {
        @Override
        public String line() {
            return "pending " + count + " " + at;
        }
    }

    /** A process began to send again what it had sent to a primary that is lost. */
    record Replayed(long at) implements Event {
        @Override
        public String line() {
            return "replayed " + at;
        }
    }

    /** Whose leases a fault may end, so that loads may overlap. */
    enum Harm {
        NONE,
        /** Those of the node that it is a fault of. */
        OWN,
        ALL
    }

    /** What a change takes from the cache. */
    enum Scope {
        ROW,
        TAG,
        CACHE
    }

    /** Reads one line. */
    static Event parse(String line) {
        String[] word = line.split(" ");
        return switch (word[0]) {
            case "read" -> new Read(word[1], number(word[2]), number(word[3]), number(word[4]), is(word[5], "loaded"));
            case "load" -> new Load(word[1], number(word[2]), number(word[3]), number(word[4]));
            case "begun" -> new Begun(word[1], Scope.valueOf(word[2]), number(word[3]));
            case "change" ->
                new Change(
                        word[1],
                        Scope.valueOf(word[2]),
                        number(word[3]),
                        number(word[4]),
                        number(word[5]),
                        is(word[6], "acknowledged"));
            case "commit" -> new Commit(word[1], number(word[2]), number(word[3]), number(word[4]));
            case "failure" -> new StoreFailure(word[1], number(word[2]));
            case "broken" -> new Broken(word[1], word[2], number(word[3]));
            case "fault" -> new Fault(word[1], Harm.valueOf(word[2]), number(word[3]), number(word[4]));
            case "failover" -> new Failover(number(word[1]), number(word[2]));
            case "killed" -> new Killed(word[1], number(word[2]));
            case "pending" -> new Pending(number(word[1]), number(word[2]));
            case "replayed" -> new Replayed(number(word[1]));
            case "calm" -> new Calm(number(word[1]));
            default -> throw new IllegalArgumentException("no such event: " + line);
        };
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }

    private static boolean is(String word, String expected) {
        return word.equals(expected);
    }
}
