package sh.fanout.subscription;

/** What a subscription is doing; of several that apply, the last one. */
public enum SubscriptionStatus {
    /** Takes its deliveries. */
    ACTIVE,
    /** Nobody serves it at the moment: its deliveries wait. */
    ABSENT,
    /** Somebody holds it back: its deliveries wait. */
    PAUSED,
    /** Its service's newest build no longer has it: it retires once nobody serves it. */
    ABANDONED,
    /** Receives no further events. */
    RETIRED
}
