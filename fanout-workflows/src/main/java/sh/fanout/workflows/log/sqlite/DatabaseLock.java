package sh.fanout.workflows.log.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Ownership of a database file: a locked file beside it. It ends with {@link #close}, and with the process however it ends. */
final class DatabaseLock implements AutoCloseable {

    // To close any channel on a locked file drops the lock of the whole process (POSIX): nobody else may open it.
    private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DatabaseLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the file, or says who has it.
     *
     * @param database an absolute path without links; its folder exists
     * @throws FanoutException ({@code FANOUT-007}) if it is taken
     */
    static DatabaseLock take(Path database) throws IOException {
        var file = database.resolveSibling(database.getFileName() + ".lock");
        if (!OWNED.add(file)) {
            throw inUse(database, "this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(database, "process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.UTF_8.encode(
                            Long.toString(ProcessHandle.current().pid())),
                    0);
            return new DatabaseLock(file, channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(database, "this process");
        } catch (IOException | FanoutException e) {
            OWNED.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static FanoutException inUse(Path database, String owner) {
        return new FanoutException(
                ErrorCode.EVENT_LOG_IN_USE,
                "The event log %s is in use by %s.".formatted(database, owner),
                "Stop the other instance, or give this one a file of its own; several instances share a log in ClickHouse.");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            OWNED.remove(file);
        }
    }
}
