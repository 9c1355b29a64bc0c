package sh.fanout.workflows.subscription;

import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReleaseReason;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.SlotSupplierFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A fixed number of slots, handed out at a pace, and none while shut: a worker without a slot does not poll. */
final class PacedSlots implements SlotSupplier<ActivitySlotInfo> {

    private final int size;
    private final Deque<CompletableFuture<SlotPermit>> waiting = new ArrayDeque<>();
    private int taken;
    private boolean shut;
    private boolean alarmSet;
    private Pace pace = Pace.of(null);

    PacedSlots(int size) {
        this.size = size;
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        handOut();
    }

    synchronized void keepTo(Pace pace) {
        this.pace = pace;
        handOut();
    }

    @Override
    public synchronized SlotSupplierFuture reserveSlot(SlotReserveContext<ActivitySlotInfo> context) {
        var slot = new CompletableFuture<SlotPermit>();
        waiting.add(slot);
        handOut();
        return SlotSupplierFuture.fromCompletableFuture(slot, () -> slot.cancel(true));
    }

    @Override
    public synchronized Optional<SlotPermit> tryReserveSlot(SlotReserveContext<ActivitySlotInfo> context) {
        if (shut || taken == size || !waiting.isEmpty() || pace.take(System.nanoTime()) > 0) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(new SlotPermit());
    }

    @Override
    public void markSlotUsed(SlotMarkUsedContext<ActivitySlotInfo> context) {}

    @Override
    public synchronized void releaseSlot(SlotReleaseContext<ActivitySlotInfo> context) {
        taken--;
        if (context.getSlotReleaseReason() instanceof SlotReleaseReason.NeverUsed) {
            pace.giveBack();
        }
        handOut();
    }

    @Override
    public Optional<Integer> getMaximumSlots() {
        return Optional.of(size);
    }

    /** One is enough, however many ask in the meantime. */
    private void setAlarm(long nanos) {
        if (!alarmSet) {
            alarmSet = true;
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(this::alarm);
        }
    }

    private synchronized void alarm() {
        alarmSet = false;
        handOut();
    }

    private synchronized void handOut() {
        waiting.removeIf(CompletableFuture::isDone);
        while (!shut && taken < size && !waiting.isEmpty()) {
            var wait = pace.take(System.nanoTime());
            if (wait > 0) {
                setAlarm(wait);
                return;
            }
            if (waiting.remove().complete(new SlotPermit())) {
                taken++;
            }
        }
    }
}
