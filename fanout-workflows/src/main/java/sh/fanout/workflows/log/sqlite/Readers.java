package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import sh.fanout.workflows.log.SqlDatabase;

/** The connections that read, each used by one thread at a time. */
final class Readers implements AutoCloseable {

    private static final int COUNT = 4;
    private static final int PATIENCE_SECONDS = 5;

    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(COUNT);

    Readers(Opener opener) throws SQLException {
        for (var i = 0; i < COUNT; i++) {
            idle.add(opener.open());
        }
    }

    <T> T ask(SqlDatabase.Question<T> question) throws SQLException {
        var connection = take();
        try {
            return question.on(connection);
        } finally {
            idle.add(connection);
        }
    }

    private Connection take() throws SQLException {
        try {
            var connection = idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (connection == null) {
                throw new SQLTimeoutException("all %d readers were busy for %d s".formatted(COUNT, PATIENCE_SECONDS));
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a reader", e);
        }
    }

    /** Waits for the readers that are at work; who reads later finds a closed connection. */
    @Override
    public void close() throws SQLException {
        var closed = new ArrayList<Connection>();
        for (var i = 0; i < COUNT; i++) {
            var connection = take();
            connection.close();
            closed.add(connection);
        }
        idle.addAll(closed);
    }

    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }
}
