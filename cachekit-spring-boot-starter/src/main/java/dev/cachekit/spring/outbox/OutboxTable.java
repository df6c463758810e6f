package dev.cachekit.spring.outbox;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The table, in SQL that the common databases share. Joins the transaction of its thread. Safe for use by many threads. */
final class OutboxTable {

    private static final int PAGE = 1000;
    private static final RowMapper<OutboxRow> ROWS = (found, number) -> new OutboxRow(
            found.getString("id"),
            found.getString("cache"),
            found.getString("key_prefix"),
            OutboxRow.Kind.of(found.getString("kind")),
            found.getString("what"));

    private final JdbcTemplate jdbc;
    private final String name;
    private final String app;

    OutboxTable(DataSource database, String name, String app) {
        this(database, name, app, PAGE);
    }

    /** Reads at most so many rows at a time. */
    OutboxTable(DataSource database, String name, String app, int page) {
        this.jdbc = new JdbcTemplate(database);
        this.name = name;
        this.app = app;
        jdbc.setMaxRows(page);
    }

    /** Makes the table unless it is there. */
    void create() {
        jdbc.execute(definition());
    }

    String definition() {
        return "create table if not exists " + name + " (id varchar(16) not null primary key,"
                + " app varchar(200) not null, cache varchar(200) not null, key_prefix varchar(600) not null,"
                + " kind varchar(10) not null, what varchar(" + OutboxRow.LONGEST + ") not null)";
    }

    /** Throws if the table is not there or has other columns. */
    void check() {
        jdbc.query("select id, app, cache, key_prefix, kind, what from " + name + " where 1 = 0", ROWS);
    }

    void add(Collection<OutboxRow> rows) {
        jdbc.batchUpdate(
                "insert into " + name + " (id, app, cache, key_prefix, kind, what) values (?, ?, ?, ?, ?, ?)",
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setString(1, row.id());
                    statement.setString(2, app);
                    statement.setString(3, row.cache());
                    statement.setString(4, row.prefix());
                    statement.setString(5, row.kind().name());
                    statement.setString(6, row.what());
                });
    }

    /** Reads the first rows of what is committed, by id; none if there are none. */
    List<OutboxRow> read() {
        return read("", app);
    }

    /** Reads the next rows, however many stand before them; none if there are none. */
    List<OutboxRow> readAfter(OutboxRow last) {
        return read(" and id > ?", app, last.id());
    }

    private List<OutboxRow> read(String where, Object... arguments) {
        String rows = "select id, cache, key_prefix, kind, what from " + name + " where app = ?" + where;
        return jdbc.query(rows + " order by id", ROWS, arguments);
    }

    void remove(Collection<String> ids) {
        jdbc.batchUpdate(
                "delete from " + name + " where id = ?", ids, 100, (statement, id) -> statement.setString(1, id));
    }
}
