package sh.fanout.workflows.testing;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The rule for tests against a real server: an environment variable says where the server is; without it the test is
 * skipped and says so, and with {@code FANOUT_REQUIRE_REAL=true} it fails instead.
 */
public final class RealParts {

    private static final boolean REQUIRED = Boolean.parseBoolean(System.getenv("FANOUT_REQUIRE_REAL"));

    private RealParts() {}

    /**
     * The value of the variable. Call it from a test or a {@code @BeforeEach}: a class that is aborted in its
     * {@code @BeforeAll} disappears from Surefire's count of skipped tests.
     *
     * @param what the part as a message names it, such as {@code a real Temporal server}
     */
    public static String require(String environmentVariable, String what) {
        var value = System.getenv(environmentVariable);
        if (value != null && !value.isBlank()) {
            return value;
        }
        var reason = "%s is not set, so this cannot run against %s. '.ci/run' installs it and sets the variable."
                .formatted(environmentVariable, what);
        if (REQUIRED) {
            throw new IllegalStateException(reason + " FANOUT_REQUIRE_REAL=true makes that a failure.");
        }
        System.out.println("SKIPPED: " + reason);
        return abort(reason);
    }

    /** A port of this machine that nobody listens at, and that no connection is given. */
    public static int freePort() {
        return ServerProcess.freePort();
    }
}
