package sh.fanout.workflows.limit;

/** What becomes of the events of limited types while the store of the limits is away. */
public enum OutagePolicy {
    /** They pass. */
    FAIL_OPEN("events pass without a limit"),
    /** They are refused with {@link LimiterUnreachableException}. */
    FAIL_CLOSED("events of limited types are refused"),
    /**
     * Each process counts for itself, with the whole limit: so many processes, so many times the limit. A window that sees
     * the store go or come may have once the limit more.
     */
    LOCAL("each process counts for itself");

    private final String consequence;

    OutagePolicy(String consequence) {
        this.consequence = consequence;
    }

    /** What happens, as a clause for people. */
    String consequence() {
        return consequence;
    }
}
