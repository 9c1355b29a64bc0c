package sh.fanout.dashboard.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationStatus;

/**
 * Something that has happened to an operation.
 *
 * @param role which colour it has
 * @param icon which symbol
 */
public record HistoryEntry(String role, String icon, String text, Instant time) {

    /** All that has happened, newest first. */
    static List<HistoryEntry> of(Operation operation) {
        var entries = new ArrayList<HistoryEntry>();
        operation.actions().forEach(it -> entries.add(of(it)));
        var byItself = byItself(operation);
        if (byItself != null) {
            entries.add(byItself);
        }
        Collections.reverse(entries);
        return entries;
    }

    /** What nobody did; {@code null} if somebody has brought it into its status. */
    private static @Nullable HistoryEntry byItself(Operation operation) {
        var line = StatusLine.of(operation);
        var problem = operation.problem();
        if (operation.status() != OperationStatus.COMPLETED && problem == null) {
            return null;
        }
        return new HistoryEntry(
                line.state().role(),
                line.state().icon(),
                line.title() + (problem == null ? "" : ": %s".formatted(problem)),
                operation.changed());
    }

    private static HistoryEntry of(OperationAction action) {
        return switch (action.kind()) {
            case DRAFT -> of("wait", "info", "Drafted", action);
            case START -> of("ok", "play", "Started", action);
            case PAUSE -> of("retry", "pause", "Paused", action);
            case RESUME -> of("ok", "play", "Resumed", action);
            case CHANGE_RATE -> of("wait", "operations", rate(action.rate()), action);
            case CANCEL -> of("off", "ring", "Cancelled", action);
        };
    }

    private static HistoryEntry of(String role, String icon, String what, OperationAction action) {
        return new HistoryEntry(
                role, icon, "%s by %s, “%s”".formatted(what, action.who(), action.why()), action.when());
    }

    private static String rate(@Nullable Double rate) {
        return rate == null ? "Rate lifted" : "Set to %s per second".formatted(plain(rate));
    }

    /** A rate in digits, as few as it needs. */
    static String plain(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }
}
