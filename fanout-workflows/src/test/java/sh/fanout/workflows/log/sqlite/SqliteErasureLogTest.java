package sh.fanout.workflows.log.sqlite;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.workflows.log.ErasureLogContract;
import sh.fanout.workflows.log.EventLog;

class SqliteErasureLogTest extends ErasureLogContract {

    @TempDir
    Path folder;

    @Override
    protected EventLog open() {
        return SqliteEventLog.open(folder.resolve("events.db"));
    }
}
