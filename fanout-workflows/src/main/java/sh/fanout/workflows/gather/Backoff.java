package sh.fanout.workflows.gather;

import java.time.Duration;

/** How long to wait before something is tried again: twice as long each time, up to the longest. */
record Backoff(Duration length, Duration longest) {

    Backoff next() {
        var twice = length.multipliedBy(2);
        return new Backoff(twice.compareTo(longest) < 0 ? twice : longest, longest);
    }
}
