package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.serviceclient.WorkflowServiceStubs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import sh.fanout.spring.mode.Mode;
import sh.fanout.spring.mode.TemporalServer;

class TemporalChoiceTest {

    private final TemporalServer starters = TemporalServer.embedded("default");
    private final TemporalServer others = TemporalServer.embedded("default");
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final MockEnvironment environment = new MockEnvironment();

    @AfterEach
    void close() {
        starters.close();
        others.close();
    }

    @Test
    void takesTheConnectionOfTheApplication() {
        beans.registerSingleton("own", others.stubs());

        var choice = TemporalChoice.of(environment, beans);

        assertThat(choice.mode()).isEqualTo(Mode.CLUSTER);
        assertThat(choice.stubs()).isSameAs(others.stubs());
    }

    @Test
    void takesTheStartersConnectionWhereThereAreMore() {
        beans.registerSingleton("archiveWorkflowServiceStubs", others.stubs());
        beans.registerSingleton("temporalWorkflowServiceStubs", starters.stubs());
        environment.setProperty("spring.temporal.connection.target", "temporal:7233");

        assertThat(TemporalChoice.of(environment, beans).stubs()).isSameAs(starters.stubs());
    }

    @Test
    void leavesTheStartersTestServerAloneBecauseItSkipsTime() {
        beans.registerSingleton("temporalWorkflowServiceStubs", starters.stubs());
        environment.setProperty("spring.temporal.test-server.enabled", "true");
        environment.setProperty("spring.temporal.connection.target", "temporal:7233");

        var choice = TemporalChoice.of(environment, beans);

        assertThat(choice.mode()).isEqualTo(Mode.EMBEDDED);
        assertThat(choice.stubs()).isNull();
        assertThat(beans.getBean(WorkflowServiceStubs.class)).isNotNull();
    }
}
