package sh.fanout.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.limit.OutagePolicy;

/**
 * The settings of Fanout.
 *
 * @param enabled whether Fanout is there; without it there is no Fanout bean either
 * @param bus what shares a catalog, and the prefix of every workflow id and task queue: 1 to 100 letters, digits, '.', '_'
 *     and '-'
 * @param mode on which Temporal Fanout runs: cluster is the one of spring.temporal.connection, dev a dev server of this
 *     machine, embedded one in this process that forgets everything; auto is cluster if a target is set, else embedded in a
 *     test, else dev if there is a temporal command, else embedded, and refuses the start on a cloud platform without a target
 * @param build the build id of this application; by default the version and time of its build information, else a hash of
 *     the event types and subscriptions that it defines
 * @param dataDir the folder of the dev server's database and of the event log in SQLite; a test that does not set it has
 *     one of its own, which is removed at its end
 * @param singleNode says that this is the only instance of the bus: it may begin an event log in SQLite where the bus has
 *     one elsewhere, and count limits without Redis
 * @param publishTimeout after how long a publish fails that Temporal has not confirmed
 * @param drainTimeout how long running handlers may take to finish when the application stops; then they are interrupted
 * @param retirementGrace how long nobody must have served a subscription that its service no longer has, before it
 *     receives no further events; and a third of how long no instance of a later build must have been there, before what an
 *     earlier one says counts again; more than a minute
 * @param succession how long a member of a consumer group may take to begin with a delivery, before the next member has it
 * @param report whether the start is summed up in the log
 */
@ConfigurationProperties("fanout")
public record FanoutProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("fanout") String bus,
        @DefaultValue("auto") String mode,
        @Nullable String build,
        @Nullable String dataDir,
        @DefaultValue("false") boolean singleNode,
        @DefaultValue("10s") Duration publishTimeout,
        @DefaultValue("20s") Duration drainTimeout,
        @DefaultValue("2m") Duration retirementGrace,
        @DefaultValue("30s") Duration succession,
        @DefaultValue("true") boolean report,
        @DefaultValue Dev dev,
        @DefaultValue Log log,
        @DefaultValue Limit limit,
        @DefaultValue DeadLetters deadLetters,
        @DefaultValue Access access,
        @DefaultValue Rest rest) {

    private static final int MAX_DEV_PORT = 64_535;
    private static final Duration LONGEST_POLL = Duration.ofMinutes(1);
    private static final Duration MAX_LIFE = Duration.ofDays(3650);
    private static final Pattern BUS = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public FanoutProperties {
        require(
                BUS.matcher(bus).matches(),
                "fanout.bus is '%s', which is no name of a bus.".formatted(bus),
                "Use 1 to 100 letters, digits, '.', '_' and '-'; it begins every workflow id and task queue.");
        require(
                publishTimeout.compareTo(Duration.ZERO) > 0,
                "fanout.publish-timeout is %s; no publish could succeed.".formatted(publishTimeout),
                "Give it a positive time, such as 10s.");
        require(
                !drainTimeout.isNegative(),
                "fanout.drain-timeout is %s.".formatted(drainTimeout),
                "Give it 0 or more, such as 20s.");
        require(
                succession.compareTo(Duration.ZERO) > 0,
                "fanout.succession is %s; no member of a group could begin.".formatted(succession),
                "Give it a positive time, such as 30s.");
        require(
                retirementGrace.compareTo(LONGEST_POLL) > 0,
                "fanout.retirement-grace is %s; who waits for an event is heard of once a minute."
                        .formatted(retirementGrace),
                "Give it more than a minute, such as 2m.");
        require(
                deadLetters.life().compareTo(Duration.ZERO) > 0
                        && deadLetters.life().compareTo(MAX_LIFE) <= 0,
                "fanout.dead-letters.life is %s.".formatted(deadLetters.life()),
                "Give it a time of at most %d days, such as 30d.".formatted(MAX_LIFE.toDays()));
        require(
                dev.port() > 0 && dev.port() <= MAX_DEV_PORT,
                "fanout.dev.port is %d.".formatted(dev.port()),
                "Use 1 to %d: the Web UI is 1000 above.".formatted(MAX_DEV_PORT));
    }

    private static void require(boolean holds, String problem, String hint) {
        if (!holds) {
            throw new FanoutException(ErrorCode.INVALID_SETTING, problem, hint);
        }
    }

    /**
     * The dev server.
     *
     * @param temporalCli the program of the Temporal CLI; by default the one on the PATH
     * @param port the port of the dev server; its Web UI is 1000 ports above
     */
    public record Dev(
            @Nullable String temporalCli,
            @DefaultValue("7233") int port) {}

    /**
     * The event log.
     *
     * @param retention how long an event stays in the event log, such as 30d, in days unless it has a unit, or forever;
     *     longer as long as something is still to happen with it
     * @param url the JDBC URL of the ClickHouse that holds the event log, such as jdbc:clickhouse://localhost:8123/fanout; by
     *     default SQLite holds it, in the data folder
     * @param username who connects to ClickHouse; by default its default user
     * @param password the password for ClickHouse; by default none
     */
    public record Log(
            @DefaultValue("30d") Retention retention,
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {}

    /**
     * The limits of event types.
     *
     * @param redisUrl the Redis in which all instances count the events of limited types together, such as
     *     redis://localhost:6379; by default they are counted in this process, which is refused where several instances may
     *     run
     * @param onOutage what becomes of the events of limited types while Redis is away: fail-closed refuses them, fail-open
     *     lets them pass, local has each instance count for itself
     */
    public record Limit(
            @Nullable String redisUrl,
            @DefaultValue("fail-closed") OutagePolicy onOutage) {}

    /**
     * Deliveries that gave up.
     *
     * @param life how long a dead letter waits for somebody to act before it expires, in days unless it has a unit; its event
     *     stays in the log
     */
    public record DeadLetters(
            @DefaultValue("30d") @DurationUnit(ChronoUnit.DAYS)
            Duration life) {}

    /**
     * Who may use the REST endpoints and the dashboard.
     *
     * @param remote whether other machines may call the endpoints and the dashboard when Spring Security is absent
     * @param readOnly whether the endpoints, buttons and forms that change something are left out
     */
    public record Access(
            @DefaultValue("false") boolean remote,
            @DefaultValue("false") boolean readOnly,
            @DefaultValue Roles roles) {}

    /**
     * The REST endpoints.
     *
     * @param enabled whether the HTTP endpoints are there
     */
    public record Rest(@DefaultValue("true") boolean enabled) {}

    /**
     * The authorities of Spring Security that let somebody use them, each of them including the lesser.
     *
     * @param viewer the authority of Spring Security with which one may look
     * @param operator the authority with which one may publish, retry, skip, discard, pause and resume as well
     * @param admin the authority with which one may erase data as well
     */
    public record Roles(
            @DefaultValue("ROLE_FANOUT_VIEWER") String viewer,
            @DefaultValue("ROLE_FANOUT_OPERATOR") String operator,
            @DefaultValue("ROLE_FANOUT_ADMIN") String admin) {}
}
