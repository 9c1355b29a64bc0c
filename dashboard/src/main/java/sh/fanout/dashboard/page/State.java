package sh.fanout.dashboard.page;

import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.Attempt;
import sh.fanout.log.EventStatus;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.SubscriptionStatus;

/** How something is, told by a shape, a colour and a word. */
public enum State {
    DELIVERED("ok", "ok", "delivered"),
    ACTIVE("ok", "ok", "active"),
    DONE("ok", "ok", "done"),
    RETURNED("ok", "ok", "returned"),
    RETRYING("retry", "retry", "retrying"),
    PAUSED("retry", "pause", "paused"),
    FAILED("dead", "dead", "failed"),
    PARKED("dead", "dead", "dead letter"),
    BLOCKED("dead", "lock", "blocked"),
    ABSENT("dead", "absent", "absent"),
    THREW("dead", "dead", "threw"),
    LOST("dead", "dead", "lost"),
    PARTLY_DONE("dead", "partly", "partly done"),
    REJECTED("dead", "dead", "rejected"),
    WAITING("wait", "wait", "waiting"),
    SCHEDULED("wait", "wait", "scheduled"),
    RUNNING("wait", "run", "running"),
    DELIVERING("wait", "run", "delivering"),
    DRAFT("wait", "wait", "draft"),
    PLANNING("wait", "run", "planning"),
    EXPIRED("off", "wait", "expired"),
    CANCELLED("off", "ring", "cancelled"),
    SKIPPED("off", "ring", "skipped"),
    FILTERED_OUT("off", "off", "filtered out"),
    NOT_CHOSEN("off", "ring", "not chosen"),
    PASSED_ON("off", "ring", "passed on"),
    PUT_OFF("wait", "wait", "put off"),
    RETIRED("off", "ring", "retired"),
    DISCARDED("off", "ring", "discarded");

    private final String role;
    private final String icon;
    private final String word;

    State(String role, String icon, String word) {
        this.role = role;
        this.icon = icon;
        this.word = word;
    }

    public static State of(EventStatus status) {
        return switch (status) {
            case SCHEDULED -> SCHEDULED;
            case ACCEPTED, DELIVERING -> DELIVERING;
            case DELIVERED -> DELIVERED;
            case FAILED -> FAILED;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case REJECTED -> REJECTED;
        };
    }

    public static State of(Attempt.Outcome outcome) {
        return switch (outcome) {
            case RETURNED -> RETURNED;
            case THREW -> THREW;
            case PUT_OFF -> PUT_OFF;
            case LOST -> LOST;
        };
    }

    public static State of(DeadLetterStatus status) {
        return switch (status) {
            case PARKED -> PARKED;
            case RETRYING -> RETRYING;
            case DELIVERED -> DELIVERED;
            case DISCARDED -> DISCARDED;
            case EXPIRED -> EXPIRED;
        };
    }

    public static State of(SubscriptionStatus status) {
        return switch (status) {
            case ACTIVE -> ACTIVE;
            case ABSENT -> ABSENT;
            case PAUSED -> PAUSED;
            case ABANDONED, RETIRED -> RETIRED;
        };
    }

    public static State of(OperationStatus status) {
        return switch (status) {
            case PLANNING -> PLANNING;
            case DRAFT -> DRAFT;
            case RUNNING -> RUNNING;
            case PAUSED -> PAUSED;
            case COMPLETED -> DONE;
            case CANCELLED -> CANCELLED;
            case EXPIRED -> EXPIRED;
            case FAILED -> FAILED;
        };
    }

    public static State of(OperationItem.Status status) {
        return switch (status) {
            case PENDING -> WAITING;
            case DONE -> DONE;
            case FAILED -> FAILED;
            case SKIPPED -> SKIPPED;
        };
    }

    public String role() {
        return role;
    }

    public String icon() {
        return icon;
    }

    public String word() {
        return word;
    }
}
