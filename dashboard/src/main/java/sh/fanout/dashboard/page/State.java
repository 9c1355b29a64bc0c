package sh.fanout.dashboard.page;

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
