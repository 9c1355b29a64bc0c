package sh.fanout.workflows.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.log.LogWriter;

/** A process that writes to the log, and is killed in the middle of it. */
class SqliteCrashTest {

    private static final int ENOUGH = 500;

    @TempDir
    Path folder;

    @RepeatedTest(3)
    void losesNoAcknowledgedRow() throws Exception {
        var file = folder.resolve("events.db");
        var writing = start(file);
        var acknowledged = new ArrayList<String>();
        try (var lines = writing.inputReader()) {
            acknowledged.addAll(readUntilEnough(lines));
            // Not through the Process, which would close its output with lines unread.
            writing.toHandle().destroyForcibly();
            lines.lines().forEach(acknowledged::add);
        }
        writing.waitFor();

        try (var log = SqliteEventLog.open(file)) {
            assertThat(acknowledged).allSatisfy(id -> assertThat(log.find(id)).isPresent());
        }
    }

    @Test
    void refusesASecondProcess() throws Exception {
        var file = folder.resolve("events.db");
        var writing = start(file);
        try (var lines = writing.inputReader()) {
            readUntilEnough(lines);

            assertThatExceptionOfType(FanoutException.class)
                    .isThrownBy(() -> SqliteEventLog.open(file))
                    .withMessageContaining("events.db is in use by process " + writing.pid())
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_LOG_IN_USE));
        } finally {
            writing.destroyForcibly().waitFor();
        }
    }

    @Test
    void stillRefusesASecondProcessAfterThisOneWasRefusedItself() throws Exception {
        var file = folder.resolve("events.db");
        try (var log = SqliteEventLog.open(file)) {
            assertThatExceptionOfType(FanoutException.class).isThrownBy(() -> SqliteEventLog.open(file));

            var second = start(file);

            assertThat(second.waitFor()).isNotZero();
            assertThat(log.available()).isTrue();
        }
    }

    private static List<String> readUntilEnough(BufferedReader lines) {
        var read = lines.lines().limit(ENOUGH).toList();
        assertThat(read).as("the writing process goes on").hasSize(ENOUGH);
        return read;
    }

    private static Process start(Path file) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Writing.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Writes events for ever, and prints the id of each that was acknowledged. */
    static final class Writing {

        static final int THREADS = 4;

        public static void main(String[] args) {
            var writer = new LogWriter(SqliteEventLog.open(Path.of(args[0])));
            for (var thread = 0; thread < THREADS; thread++) {
                var prefix = thread + "-";
                new Thread(() -> {
                            for (var n = 0; ; n++) {
                                writer.write(accepted(prefix + n));
                                System.out.println(prefix + n);
                            }
                        })
                        .start();
            }
        }
    }
}
