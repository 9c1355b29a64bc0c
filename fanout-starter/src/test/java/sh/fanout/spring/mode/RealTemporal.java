package sh.fanout.spring.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import sh.fanout.workflows.testing.RealParts;

/** The Temporal CLI that the environment names, and ports for its dev servers. */
final class RealTemporal {

    private static final String VARIABLE = "FANOUT_TEMPORAL_CLI";

    private RealTemporal() {}

    /** Skips the test without a CLI; fails it where FANOUT_REQUIRE_REAL=true. */
    static Path cli() {
        var cli = System.getenv(VARIABLE);
        if (cli != null) {
            return Path.of(cli);
        }
        var reason = "skipped: %s does not name the Temporal CLI".formatted(VARIABLE);
        assertThat(System.getenv("FANOUT_REQUIRE_REAL")).as(reason).isNotEqualTo("true");
        System.out.println(reason);
        return Assumptions.abort(reason);
    }

    /** A port that is free, as is the one of the Web UI. */
    static int freePort() {
        var port = RealParts.freePort();
        return accepts(DevServer.uiPort(port)) ? freePort() : port;
    }

    static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
