package sh.fanout.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.spring.actuate.Standings.subscription;
import static sh.fanout.subscription.SubscriptionStatus.ABSENT;
import static sh.fanout.subscription.SubscriptionStatus.ACTIVE;
import static sh.fanout.subscription.SubscriptionStatus.PAUSED;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

class StandingHealthTest {

    @Test
    void isDownWhileTemporalDoesNotAnswerAndTellsNothingElseThen() {
        var refused = Standings.refused();

        assertThat(StandingHealth.temporal(refused, "cluster").getStatus()).isEqualTo(Status.DOWN);
        assertThat(StandingHealth.temporal(refused, "cluster").getDetails()).containsEntry("refusal", "UNAVAILABLE");
        assertThat(StandingHealth.eventLog(refused, "SQLite").getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(StandingHealth.subscriptions(refused).getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(StandingHealth.temporal(Standings.of(), "cluster").getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void isUnknownBeforeAnybodyHasLooked() {
        assertThat(StandingHealth.temporal(Standing.NEVER, "cluster").getStatus())
                .isEqualTo(Status.UNKNOWN);
        assertThat(StandingHealth.eventLog(Standing.NEVER, "SQLite").getStatus())
                .isEqualTo(Status.UNKNOWN);
        assertThat(StandingHealth.subscriptions(Standing.NEVER).getStatus()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void takesNoInstanceOutOfRotationForAnOutageOfTheEventLog() {
        var health = StandingHealth.eventLog(Standings.of(Standings.outage()), "ClickHouse");

        assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.getDetails()).containsEntry("storeAvailable", false).containsEntry("waiting", 7L);
        assertThat(StatusAggregator.getDefault().getAggregateStatus(Set.of(Status.UP, health.getStatus())))
                .isEqualTo(Status.UP);
        assertThat(HttpCodeStatusMapper.getDefault().getStatusCode(health.getStatus()))
                .isEqualTo(200);
        assertThat(StatusAggregator.of("DOWN", "DEGRADED", "UP")
                        .getAggregateStatus(Set.of(Status.UP, health.getStatus())))
                .as("for whoever wants to see it in the sum")
                .isEqualTo(StandingHealth.DEGRADED);
    }

    @Test
    void isDownIfNobodyPollsASubscriptionForLongerThanAGlance() {
        var absent = Standings.of(subscription("ship", ABSENT), subscription("bill", ACTIVE));

        var atAGlance = absent.after(Standings.of(subscription("ship", ACTIVE)));
        var still = absent.after(absent);

        assertThat(StandingHealth.subscriptions(atAGlance).getStatus()).isEqualTo(Status.UP);
        assertThat(StandingHealth.subscriptions(still).getStatus()).isEqualTo(Status.DOWN);
        assertThat(StandingHealth.subscriptions(still).getDetails())
                .containsEntry("nobodyPolls", List.of("ship"))
                .containsEntry("active", List.of("bill"));
    }

    @Test
    void isDownIfTheBusDoesNotHaveWhatThisInstanceDeclares() {
        var standing = new Standing(Standings.NOON, null, List.of(), List.of("ship"), null, null, List.of());

        assertThat(StandingHealth.subscriptions(standing).getStatus()).isEqualTo(Status.DOWN);
        assertThat(StandingHealth.subscriptions(standing).getDetails())
                .containsEntry("unknownToTheBus", List.of("ship"));
    }

    @Test
    void isUpWhereSomebodyHasPausedASubscription() {
        var paused = Standings.of(subscription("ship", PAUSED));

        var health = StandingHealth.subscriptions(paused.after(paused));

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("paused", List.of("ship"));
    }
}
