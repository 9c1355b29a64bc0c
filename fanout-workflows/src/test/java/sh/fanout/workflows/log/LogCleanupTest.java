package sh.fanout.workflows.log;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.event;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.log.EventStatus;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

class LogCleanupTest {

    @TempDir
    Path folder;

    @Test
    void triesAgainOnceTheStoreIsBack() {
        try (var log = new FlakyEventLog(SqliteEventLog.open(folder.resolve("events.db")));
                var forgetting = new LogCleanup(
                        log, Duration.ofDays(1), Clock.fixed(NOON.plus(Duration.ofDays(2)), ZoneOffset.UTC))) {
            log.append(List.of(event("e-1", "order.created", EventStatus.DELIVERED, NOON)));
            log.goAway();
            forgetting.turn();
            log.comeBack();
            assertThat(log.find("e-1")).isPresent();

            forgetting.turn();

            assertThat(log.find("e-1")).isEmpty();
        }
    }
}
