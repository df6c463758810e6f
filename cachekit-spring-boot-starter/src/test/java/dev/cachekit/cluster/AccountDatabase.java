package dev.cachekit.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.tools.Server;

/** The database of {@link LockedAccounts}, served to other processes. */
final class AccountDatabase implements AutoCloseable {

    private final Server server;
    private final Connection keptOpen;
    private final String url;

    static AccountDatabase start(int rows) {
        try {
            return new AccountDatabase(rows);
        } catch (SQLException failure) {
            throw new IllegalStateException("the database did not start", failure);
        }
    }

    private AccountDatabase(int rows) throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:" + UUID.randomUUID();
        keptOpen = DriverManager.getConnection(url, "sa", "");
        execute("create table account (id int primary key, amount bigint, fence bigint)");
        execute("create table written (id int, fence bigint)");
        for (int row = 0; row < rows; row++) {
            execute("insert into account values (" + row + ", 0, 0)");
        }
    }

    /** Begins anew. */
    void empty() throws SQLException {
        execute("update account set amount = 0, fence = 0");
        execute("delete from written");
    }

    String url() {
        return url;
    }

    /** The sum of all amounts: each write made one of them larger by one. */
    long amounts() throws SQLException {
        return number("select sum(amount) from account");
    }

    /** How many guarded writes were done. */
    long written() throws SQLException {
        return number("select count(*) from written");
    }

    private long number(String query) throws SQLException {
        try (Statement statement = keptOpen.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = keptOpen.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        keptOpen.close();
        server.stop();
    }
}
