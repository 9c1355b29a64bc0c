package sh.fanout.dashboard.page;

import java.util.Arrays;

/** A part of the dashboard, as the menu lists it. */
public enum Section {
    OVERVIEW("", "Overview", "overview"),
    EVENTS("events", "Events", "events"),
    EVENT_TYPES("event-types", "Event types", "types"),
    SUBSCRIPTIONS("subscriptions", "Subscriptions", "subscriptions"),
    DEAD_LETTERS("dead-letters", "Dead letters", "letters"),
    REPLAYS("replays", "Replays", "replays"),
    OPERATIONS("operations", "Operations", "operations"),
    LANES("lanes", "Lanes", "lanes");

    private final String path;
    private final String title;
    private final String icon;

    Section(String path, String title, String icon) {
        this.path = path;
        this.title = title;
        this.icon = icon;
    }

    /** The section of a page. */
    static Section of(String path) {
        return Arrays.stream(values())
                .filter(it -> it != OVERVIEW && (path + "/").startsWith("/" + it.path + "/"))
                .findFirst()
                .orElse(OVERVIEW);
    }

    /** Where it is, below the root of the dashboard. */
    public String path() {
        return path;
    }

    public String title() {
        return title;
    }

    /** The name of its symbol. */
    public String icon() {
        return icon;
    }
}
