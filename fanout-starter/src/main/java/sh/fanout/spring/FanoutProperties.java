package sh.fanout.spring;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of Fanout.
 *
 * @param enabled whether Fanout starts with the application
 * @param bus what shares a catalog; the prefix of every workflow id and task queue
 * @param mode auto, cluster, dev or embedded
 * @param build what tells this build of the application from others; by default taken from its build information
 * @param dataDir the folder of the dev server's database and of the SQLite event log
 * @param singleNode vouches that this is the only instance of the bus, so that its event log may be a local file
 * @param publishTimeout how long a publish may take before it fails
 * @param drainTimeout how long running handlers may take to finish when the application stops
 * @param report whether the start is summed up in the log
 */
@ConfigurationProperties("fanout")
public record FanoutProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("fanout") String bus,
        @DefaultValue("auto") String mode,
        @Nullable String build,
        @Nullable Path dataDir,
        @DefaultValue("false") boolean singleNode,
        @DefaultValue("10s") Duration publishTimeout,
        @DefaultValue("20s") Duration drainTimeout,
        @DefaultValue("true") boolean report,
        @DefaultValue Dev dev,
        @DefaultValue Clickhouse clickhouse,
        @DefaultValue Rest rest) {

    /**
     * The dev server.
     *
     * @param temporalCli the temporal command line tool; by default the one on the PATH
     * @param port the port of the dev server; its Web UI is 1000 above
     */
    public record Dev(
            @Nullable Path temporalCli,
            @DefaultValue("7233") int port) {}

    /**
     * The event log in ClickHouse.
     *
     * @param url the JDBC URL, such as jdbc:clickhouse://localhost:8123/fanout; empty for SQLite
     * @param username who connects
     * @param password the password
     */
    public record Clickhouse(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {}

    /**
     * The REST endpoints.
     *
     * @param enabled whether they are there
     * @param remote whether they answer other machines although Spring Security does not guard them
     */
    public record Rest(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean remote) {}
}
