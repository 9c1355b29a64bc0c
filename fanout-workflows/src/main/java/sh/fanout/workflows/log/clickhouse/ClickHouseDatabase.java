package sh.fanout.workflows.log.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.jdbc.Driver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.log.BusName;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.OthersLogException;
import sh.fanout.workflows.log.SqlDatabase;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.temporal.RootCause;

/** The server, with a connection for what it answers soon and another that is patient; each serves all threads. */
final class ClickHouseDatabase implements SqlDatabase {

    private static final Logger logger = LoggerFactory.getLogger(ClickHouseDatabase.class);

    private static final String SOCKET_TIMEOUT = "socket_timeout";
    /** What the longest statement may take, in milliseconds: to number a million items. */
    private static final String PATIENCE = "60000";

    private static final int UNKNOWN_DATABASE = 81;

    /** Answers by which the tables may be gone; what a proxy answers for a server has no code. */
    private static final Set<Integer> GONE =
            Set.of(ServerException.TABLE_NOT_FOUND, UNKNOWN_DATABASE, ServerException.CODE_UNKNOWN);

    private final Connection connection;
    private final Connection patient;
    private final String place;
    private volatile @Nullable BusName bus;
    private volatile boolean ready;
    private volatile boolean refused;

    private ClickHouseDatabase(Connection connection, Connection patient, String place) {
        this.connection = connection;
        this.patient = patient;
        this.place = place;
    }

    /** As {@link ClickHouseEventLog#open} promises. */
    static ClickHouseDatabase open(String jdbcUrl, Properties properties) {
        try {
            var settings = withTimeouts(properties);
            var connection = connect(jdbcUrl, settings);
            settings.setProperty(SOCKET_TIMEOUT, PATIENCE);
            return new ClickHouseDatabase(connection, connect(jdbcUrl, settings), place(jdbcUrl));
        } catch (SQLException | IllegalArgumentException e) {
            // Without URL and cause, which repeats it: where a password ends in what cannot be read, nobody can tell.
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "The URL of the ClickHouse event log, fanout.log.url, cannot be used.",
                    "Write it as jdbc:clickhouse://host:8123/database, and the rest as fanout.log.username and fanout.log.password.");
        }
    }

    /** Host, port and database, of a URL that the driver takes. */
    private static String place(String jdbcUrl) {
        return jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("^.*(//|@)", "");
    }

    /** It opens no socket by itself, and has a pool of HTTP connections behind it. */
    private static Connection connect(String jdbcUrl, Properties settings) throws SQLException {
        var connection = new Driver().connect(jdbcUrl, settings);
        if (connection == null) {
            throw new SQLException("it does not begin with jdbc:clickhouse:");
        }
        return connection;
    }

    private static Properties withTimeouts(Properties properties) {
        var settings = new Properties();
        settings.setProperty("connection_timeout", "1500");
        settings.setProperty("connection_request_timeout", "3000");
        settings.setProperty(SOCKET_TIMEOUT, "5000");
        settings.setProperty("retry", "1");
        settings.setProperty("compress", "false");
        // A user's profile may answer inserts before they are written; an acknowledged row would then be none.
        settings.setProperty("clickhouse_setting_wait_for_async_insert", "1");
        properties.stringPropertyNames().forEach(name -> settings.setProperty(name, properties.getProperty(name)));
        return settings;
    }

    @Override
    public <T> T ask(String purpose, Question<T> question) {
        return ask(purpose, question, connection);
    }

    /** Asks what takes longer than a client should wait for an answer. */
    <T> T askPatiently(String purpose, Question<T> question) {
        return ask(purpose, question, patient);
    }

    @Override
    public void write(String purpose, Work work) {
        ask(purpose, done(work));
    }

    /** Writes what takes longer than a client should wait for. */
    void writePatiently(String purpose, Work work) {
        askPatiently(purpose, done(work));
    }

    private static Question<Boolean> done(Work work) {
        return connection -> {
            work.on(connection);
            return true;
        };
    }

    private <T> T ask(String purpose, Question<T> question, Connection asked) {
        try {
            makeReady();
            return question.on(asked);
        } catch (SQLException | ClickHouseException | OthersLogException e) {
            if (mayBeGone(e)) {
                ready = false;
            }
            throw new EventLogUnreachableException(describe(), purpose, e);
        }
    }

    /** Whether the tables may be gone: the server says so, or says nothing, and who answers next may be another. */
    private static boolean mayBeGone(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(it -> it instanceof ServerException answer ? Stream.of(answer.getCode()) : Stream.empty())
                .allMatch(GONE::contains);
    }

    private void makeReady() throws SQLException {
        if (!ready) {
            ClickHouseTables.create(connection);
            if (bus != null) {
                claimFor(bus);
            }
            ready = true;
        }
    }

    private void claimFor(BusName bus) throws SQLException {
        try {
            ClickHouseTables.claim(bus, connection, describe());
        } catch (OthersLogException e) {
            if (!refused) {
                refused = true;
                logger.error(e.getMessage());
            }
            throw e;
        }
    }

    @Override
    public void claim(BusName bus) {
        this.bus = bus;
        ready = false;
        try {
            makeReady();
        } catch (SQLException | ClickHouseException away) {
            logger.warn("The event log ({}) cannot be claimed yet: {}", describe(), RootCause.inWords(away));
        }
    }

    /** Runs a statement that reads nothing. */
    static void run(String sql, List<?> values, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            // Else the driver would look for JDBC escapes such as {fn …} in the values.
            statement.setEscapeProcessing(false);
            SqlRows.set(statement, values.toArray());
            statement.execute();
        }
    }

    @Override
    public boolean available() {
        try {
            return ask("be reached", asked -> SqlRows.count(asked, "SELECT 1", List.of())) == 1;
        } catch (EventLogUnreachableException e) {
            return false;
        }
    }

    @Override
    public String describe() {
        return "ClickHouse at " + place;
    }

    @Override
    public String identity() {
        return place;
    }

    @Override
    public void close() {
        try (connection;
                patient) {
            // Closes both.
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), "be closed", e);
        }
    }
}
