package sh.fanout.workflows.temporal;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as Temporal's server tells them. */
public final class ServerTime {

    private ServerTime() {}

    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
