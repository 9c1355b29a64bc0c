package sh.fanout.examples.verify;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application of the harness does.
 *
 * @param ledger the folder of the ledger
 * @param publishers how many threads publish
 * @param events how many events are published, earlier processes' ones included
 * @param pause how long a publisher waits between two events
 */
@ConfigurationProperties("verify")
record VerifySettings(
        Path ledger,
        @DefaultValue("0") int publishers,
        @DefaultValue("2147483647") int events,
        @DefaultValue("0s") Duration pause) {}
