package sh.fanout.spring.mode;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The values of {@code fanout.mode}: on which Temporal an application runs. */
public enum Mode {
    /** Whatever fits the surroundings; see {@link ModeDecision}. */
    AUTO,
    /** The Temporal that the application names. Durable. */
    CLUSTER,
    /** A dev server of this machine, with Web UI and a database file. Durable, for one machine. */
    DEV,
    /** Temporal's test server inside this process. Everything is lost when it ends. */
    EMBEDDED;

    static Optional<Mode> named(String value) {
        return Stream.of(values())
                .filter(mode -> mode.toString().equalsIgnoreCase(value.strip()))
                .findFirst();
    }

    /** The mode as it is written in properties. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
