package sh.fanout.workflows.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.OperationLogContract;
import sh.fanout.workflows.log.PlannedItem;

class SqliteOperationLogTest extends OperationLogContract {

    @TempDir
    Path folder;

    @Override
    protected EventLog open() {
        return SqliteEventLog.open(folder.resolve("events.db"));
    }

    @Test
    void numbersWithoutGapsWhileSomebodyErases() throws Exception {
        var count = 30_000;
        try (var file = SqliteEventLog.open(folder.resolve("erased.db"))) {
            var operations = file.operations();
            operations.add(
                    "o",
                    IntStream.range(0, count)
                            .mapToObj(SqliteOperationLogTest::item)
                            .toList());
            var numbered = CompletableFuture.supplyAsync(() -> operations.number("o"));
            var erased = 0;
            do {
                erased++;
                file.erasures().erase(List.of("e-" + (count - erased)), Instant.EPOCH);
            } while (!numbered.isDone() && erased < count);

            var total = numbered.get();

            var items = operations.items("o", 0, count);
            assertThat(items).hasSize(Math.toIntExact(total));
            assertThat(items.get(items.size() - 1).number()).isEqualTo(total);
        }
    }

    private static PlannedItem item(int number) {
        var time = Instant.EPOCH.plusSeconds(number);
        return new PlannedItem("e-" + number, "order.created", time, time, null, null, null, "mail", null);
    }
}
