package sh.fanout.workflows.gather;

import java.time.Duration;

/** How long to wait before something is tried again: twice as long each time, up to the longest. */
record Pause(Duration length, Duration longest) {

    Pause next() {
        var twice = length.multipliedBy(2);
        return new Pause(twice.compareTo(longest) < 0 ? twice : longest, longest);
    }
}
