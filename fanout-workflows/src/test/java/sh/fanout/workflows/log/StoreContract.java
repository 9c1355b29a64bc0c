package sh.fanout.workflows.log;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store of the event log for each test: what the contracts of its parts begin with. */
public abstract class StoreContract {

    EventLog log;

    /** Opens the store of this test; a second time, what the first has left. */
    protected abstract EventLog open() throws Exception;

    @BeforeEach
    void openLog() throws Exception {
        log = open();
    }

    @AfterEach
    void closeLog() {
        // Null when there is no store to test against.
        if (log != null) {
            log.close();
        }
    }
}
