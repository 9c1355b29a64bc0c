package sh.fanout.examples.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application of the harness does.
 *
 * @param ledger the folder of the ledger
 * @param publishers how many threads publish
 * @param events how many events are published, earlier processes' ones included
 * @param pause how long a publisher waits between two events
 * @param keys how many ordering keys the events have, each event one of them by chance; 0 for none
 * @param seed of all chance, so that a run can be had again
 * @param broken whether this build has a mistake
 */
@ConfigurationProperties("verify")
record VerifySettings(
        Path ledger,
        @DefaultValue("0") int publishers,
        @DefaultValue("2147483647") int events,
        @DefaultValue("0s") Duration pause,
        @DefaultValue("0") int keys,
        @DefaultValue("0") long seed,
        @DefaultValue("false") boolean broken) {

    /** A number that belongs to another one and to this run: at least 0, and less than {@code bound}. */
    int chance(int number, int bound) {
        return new SplittableRandom(seed + number).nextInt(bound);
    }
}
