package sh.fanout.workflows.log.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.EventQuery;
import sh.fanout.workflows.log.BusName;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.SqlRows;
import sh.fanout.workflows.testing.Forwarder;

/** The log while its server is away. */
class ClickHouseOutageTest {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Test
    void opensWhileTheServerIsAwayAndWorksOnceItIsThere() throws IOException {
        var database = new TestDatabase();
        var direct = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (var way = new Forwarder(direct)) {
            way.cut();
            try (var log = openPatiently(way, direct)) {
                assertFails(log);

                way.mend();
                log.append(List.of(accepted("e-1")));
                assertThat(log.available()).isTrue();

                way.cut();
                assertFails(log);

                way.mend();
                log.append(List.of(accepted("e-2")));
                assertThat(log.find("e-1")).isPresent();
                assertThat(log.page(EventQuery.ALL).events()).hasSize(2);
            }
        } finally {
            database.drop();
        }
    }

    @Test
    void refusesABusThatIsNotItsOwnWhenTheServerIsBack() throws IOException {
        var database = new TestDatabase();
        var direct = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        try (var way = new Forwarder(direct);
                var own = database.open();
                var log = openPatiently(way, direct)) {
            own.claim(new BusName("prod/fanout"));
            way.cut();
            log.claim(new BusName("staging/fanout"));

            way.mend();
            assertThatExceptionOfType(EventLogUnreachableException.class)
                    .isThrownBy(() -> log.append(List.of(accepted("e-1"))))
                    .withMessageContainingAll(log.describe(), "belongs to the bus 'prod/fanout'");
            assertThat(log.available()).isFalse();
            assertThat(own.page(EventQuery.ALL).events()).isEmpty();
        } finally {
            database.drop();
        }
    }

    @Test
    void makesItsTablesAgainOnlyIfTheyMayBeGone() {
        var database = new TestDatabase();
        var log = ClickHouseDatabase.open(database.jdbcUrl(), TestDatabase.patience());
        try {
            log.write("drop", connection -> ClickHouseDatabase.run("DROP TABLE fanout_bus", List.of(), connection));

            assertFails(log, "SELECT throwIf(1)");
            assertThat(hasTables(log))
                    .as("after an answer that says nothing of them")
                    .isFalse();

            assertFails(log, "SELECT count() FROM fanout_bus");
            assertThat(hasTables(log))
                    .as("after the answer that one is missing")
                    .isTrue();
        } finally {
            log.close();
            database.drop();
        }
    }

    private static boolean hasTables(ClickHouseDatabase log) {
        return log.ask("tell", asked -> SqlRows.count(asked, "EXISTS TABLE fanout_bus", List.of())) == 1;
    }

    private static void assertFails(ClickHouseDatabase log, String sql) {
        assertThatExceptionOfType(EventLogUnreachableException.class)
                .isThrownBy(() -> log.ask("be asked", asked -> SqlRows.count(asked, sql, List.of())));
    }

    @Test
    void doesNotWaitForAServerThatIsSilent() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var log = open("jdbc:clickhouse://127.0.0.1:" + silent.getLocalPort() + "/fanout")) {
            assertThat(log.identity()).isEqualTo("127.0.0.1:%d/fanout".formatted(silent.getLocalPort()));
            assertTimeout(
                    SECONDS,
                    () -> assertThat(catchThrowable(() -> log.find("e-1")))
                            .isInstanceOf(EventLogUnreachableException.class));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:secret@localhost/fanout?password=secret",
                "jdbc:clickhouse://localhost:8123/fanout?user=me&password=^secret",
                "jdbc:clickhouse://localhost:8123/fanout?password=secret%",
                "jdbc:clickhouse://me:{secret}@localhost:8123/fanout",
                "jdbc:clickhouse://me:secret?secret@localhost:8123/fanout",
                "jdbc:clickhouse://me:secret?secret"
            })
    void tellsNoPasswordWhenItsUrlIsWrong(String url) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> open(url))
                .withMessageContaining("fanout.log.url")
                .withMessageNotContaining("secret")
                .withNoCause()
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
    }

    @Test
    void tellsNoPasswordAsItsPlace() {
        try (var log = open("jdbc:clickhouse://me:secret@localhost:8123/fanout?password=//secret@secret?secret")) {
            assertThat(log.identity()).isEqualTo("localhost:8123/fanout");
        }
    }

    private static ClickHouseEventLog openPatiently(Forwarder way, URI direct) {
        return ClickHouseEventLog.open(
                "jdbc:clickhouse://" + way.authority() + direct.getPath(), TestDatabase.patience());
    }

    private static ClickHouseEventLog open(String jdbcUrl) {
        return ClickHouseEventLog.open(jdbcUrl, new Properties());
    }

    private static void assertFails(ClickHouseEventLog log) {
        assertTimeout(
                SECONDS,
                () -> assertThatExceptionOfType(EventLogUnreachableException.class)
                        .isThrownBy(() -> log.append(List.of(accepted("e-0"))))
                        .withMessageContaining(log.describe()));
        assertTimeout(SECONDS, () -> assertThat(log.available()).isFalse());
    }
}
