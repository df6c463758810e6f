package dev.cachekit.benchmarks.startup;

/**
 * What one start of an application has cost.
 *
 * @param millis from the first line of the application to its context's refresh, in a JVM that was just started
 * @param beans definitions of beans
 * @param proxies beans with a proxy
 * @param classes loaded by then, those of Java and Spring included
 * @param heapMegabytes what was in use then, after a collection
 */
public record Start(double millis, int beans, int proxies, int classes, double heapMegabytes) {

    private static final String SEPARATOR = " ";

    /** One line. */
    String line() {
        return String.join(SEPARATOR, "" + millis, "" + beans, "" + proxies, "" + classes, "" + heapMegabytes);
    }

    /** Reads what {@link #line} has written. */
    static Start parse(String line) {
        String[] fields = line.split(SEPARATOR);
        return new Start(
                Double.parseDouble(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Double.parseDouble(fields[4]));
    }
}
