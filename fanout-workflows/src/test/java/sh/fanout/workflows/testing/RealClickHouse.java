package sh.fanout.workflows.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The ClickHouse server that tests run against: the one at {@code FANOUT_CLICKHOUSE}, such as {@code http://127.0.0.1:8124}.
 *
 * <p>Without that variable a test that asks for it is skipped and says so; with {@code FANOUT_REQUIRE_REAL=true} it fails.
 */
public final class RealClickHouse {

    private static final String VARIABLE = "FANOUT_CLICKHOUSE";

    private RealClickHouse() {}

    /** Makes a database of this name, if there is none, and returns its JDBC URL. */
    public static String jdbcUrl(String database) {
        run("CREATE DATABASE IF NOT EXISTS " + database);
        return "jdbc:clickhouse://" + address().getAuthority() + "/" + database;
    }

    /** Drops a database with all that is in it. */
    public static void drop(String database) {
        run("DROP DATABASE IF EXISTS " + database);
    }

    /** The server's address, or the end of the test. */
    public static URI address() {
        var address = System.getenv(VARIABLE);
        if (address != null) {
            return URI.create(address);
        }
        var reason = VARIABLE + " is not set: no ClickHouse to test against (start .ci/clickhouse.py)";
        if (Boolean.parseBoolean(System.getenv("FANOUT_REQUIRE_REAL"))) {
            return Assertions.fail(reason);
        }
        System.out.println("Skipped: " + reason);
        return Assumptions.abort(reason);
    }

    private static void run(String sql) {
        var request = HttpRequest.newBuilder(address())
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(sql + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("ClickHouse does not answer at " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + sql, e);
        }
    }
}
