package sh.fanout.dashboard.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Section;
import sh.fanout.dashboard.page.Typed;
import sh.fanout.log.PageLimit;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationKind;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;

/**
 * What the page of an operation shows.
 *
 * @param subscriptions what has become of its items, by subscription
 * @param items some of its items
 * @param status only in this status are they; {@code null} for all
 * @param after the number of the item before them
 * @param failed why items have failed, of the first of them
 * @param skipped why items were left out, of the first of them
 * @param refusal why something could not be done; {@code null} if nothing was tried
 */
public record OperationView(
        Operation operation,
        Map<String, OperationProgress> subscriptions,
        List<OperationItem> items,
        OperationItem.@Nullable Status status,
        long after,
        List<Reason> failed,
        List<Reason> skipped,
        Typed typed,
        @Nullable Refusal refusal,
        Instant now) {

    /** So many items are asked for their reasons. */
    public static final int ASKED = PageLimit.MAX;

    static final int ITEMS = PageLimit.DEFAULT;

    private static final int SAMPLES = 5;

    public String title() {
        return PlanText.of(operation.plan());
    }

    public List<Fact> facts() {
        return Fact.of(operation.plan());
    }

    public StatusLine statusLine() {
        return StatusLine.of(operation);
    }

    public OperationAction asked() {
        return operation.actions().get(0);
    }

    /** How far it is, or the items of one subscription; of a draft, what it is going to do. */
    public Meter meter(OperationProgress progress) {
        return isDraft() ? Meter.planned(progress) : Meter.of(progress);
    }

    /** What has happened, newest first. */
    public List<HistoryEntry> history() {
        return HistoryEntry.of(operation);
    }

    public long settled() {
        var progress = operation.progress();
        return progress.total() - progress.remaining();
    }

    /** When it will be done at its speed so far; {@code null} if nobody can know. */
    public @Nullable Instant done() {
        var left = operation.progress().left();
        return operation.status() != OperationStatus.RUNNING || left == null ? null : now.plus(left);
    }

    /** Where it is found: replays have a list of their own. */
    public Section section() {
        return isReplay() ? Section.REPLAYS : Section.OPERATIONS;
    }

    public boolean isReplay() {
        return operation.plan().kind() == OperationKind.REPLAY;
    }

    /** Whether so many items have all been asked for their reasons. */
    public boolean explains(long number) {
        return number <= ASKED;
    }

    /** Whether only some items are shown, to see what a draft is about. */
    public boolean samples() {
        return isDraft() && status == null;
    }

    /** The items to be shown. */
    public List<OperationItem> shown() {
        return samples() ? items.subList(0, Math.min(SAMPLES, items.size())) : items;
    }

    /** Whether nobody has started it. */
    public boolean isDraft() {
        return isDraft(operation);
    }

    static boolean isDraft(Operation operation) {
        return (operation.status() == OperationStatus.DRAFT || operation.status() == OperationStatus.PLANNING)
                && operation.actions().stream().noneMatch(it -> it.kind() == OperationAction.Kind.START);
    }

    public boolean isPlanning() {
        return operation.status() == OperationStatus.PLANNING;
    }

    public boolean isRunning() {
        return operation.status() == OperationStatus.RUNNING;
    }

    public boolean isPaused() {
        return operation.status() == OperationStatus.PAUSED;
    }

    public boolean isOpen() {
        return !operation.status().closed();
    }

    /** How fast it goes, in words. */
    public String pace() {
        var pace = operation.pace();
        var rate = pace.rate() == null
                ? "as fast as the handlers take them"
                : "at most %s per second".formatted(HistoryEntry.plain(pace.rate()));
        return pace.pauseAfter() == null ? rate : "%s, waits after the first %d".formatted(rate, pace.pauseAfter());
    }

    /** The rate as a field has it. */
    public String rate() {
        var rate = operation.pace().rate();
        return rate == null ? "" : HistoryEntry.plain(rate);
    }

    /** Whether there may be items after these. */
    public boolean more() {
        return !samples() && items.size() == ITEMS;
    }

    /** The number of the last of these items; that before them if there is none. */
    public long last() {
        return items.isEmpty() ? after : items.get(items.size() - 1).number();
    }
}
