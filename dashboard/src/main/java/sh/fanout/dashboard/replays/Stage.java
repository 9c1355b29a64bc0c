package sh.fanout.dashboard.replays;

/** A stage on the way to a replay. */
public enum Stage {
    WHAT(1, "What"),
    TO_WHOM(2, "To whom"),
    HOW(3, "How"),
    CHECK(4, "Check");

    private final int number;
    private final String title;

    Stage(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** Where it stands, from 1. */
    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    public boolean isBefore(Stage other) {
        return number < other.number;
    }

    /** The stage after this one; the last one is its own. */
    public Stage next() {
        return switch (this) {
            case WHAT -> TO_WHOM;
            case TO_WHOM -> HOW;
            case HOW, CHECK -> CHECK;
        };
    }
}
