package sh.fanout.dashboard.subscriptions;

import java.util.List;
import java.util.Locale;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;

/** What an operator can decide about a subscription. */
public enum Decision {
    PAUSE("Pause", "pause", "the gateway is down"),
    RESUME("Resume", "play", "the gateway is back"),
    RETIRE("Retire", "close", "its service is gone for good");

    private final String label;
    private final String icon;
    private final String example;

    Decision(String label, String icon, String example) {
        this.label = label;
        this.icon = icon;
        this.example = example;
    }

    /** What there is to decide at the moment. */
    public static List<Decision> of(SubscriptionState subscription) {
        if (subscription.status() == SubscriptionStatus.RETIRED) {
            return List.of();
        }
        if (subscription.pause() != null) {
            return List.of(RESUME);
        }
        return subscription.status() == SubscriptionStatus.ABSENT ? List.of(PAUSE, RETIRE) : List.of(PAUSE);
    }

    public String label() {
        return label;
    }

    public String icon() {
        return icon;
    }

    /** Why somebody may decide so. */
    public String example() {
        return example;
    }

    /** The last part of the address of its form. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The id of its form for a subscription, which nothing else on the page can have. */
    public String form(String subscription) {
        return path() + ":" + subscription;
    }
}
