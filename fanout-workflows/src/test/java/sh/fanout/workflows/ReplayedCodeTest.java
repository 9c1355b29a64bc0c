package sh.fanout.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ReplayedCodeTest {

    @Test
    void seesAClockBehindACallAndALambda() {
        assertThat(violations().getFailureReport().getDetails())
                .anyMatch(it -> it.contains("Instant.now()"))
                .anyMatch(it -> it.contains("UUID.randomUUID()"));
    }

    @Test
    void leavesTheClockOfTheWorkflowAndOfOtherClassesAlone() {
        assertThat(violations().getFailureReport().getDetails())
                .noneMatch(it -> it.contains(Patient.class.getName()) || it.contains("publishedAt"));
    }

    private static EvaluationResult violations() {
        var planted = new ClassFileImporter().importClasses(Hasty.class, Patient.class, Times.class, Sleeper.class);
        return classes()
                .that(ReplayedCode.IS_A_WORKFLOW)
                .should(ReplayedCode.TOUCH_ONLY_ITS_ARGUMENTS)
                .evaluate(planted);
    }

    @WorkflowInterface
    interface Sleeper {

        @WorkflowMethod
        String sleep();
    }

    static final class Hasty implements Sleeper {

        @Override
        public String sleep() {
            Callable<String> id = () -> UUID.randomUUID().toString();
            return "%s %s".formatted(Times.inAnHour(), id);
        }
    }

    static final class Patient implements Sleeper {

        @Override
        public String sleep() {
            Workflow.sleep(Duration.ofHours(1));
            return Workflow.randomUUID() + "at" + Workflow.currentTimeMillis();
        }
    }

    static final class Times {

        private Times() {}

        static Instant inAnHour() {
            return Instant.now().plus(Duration.ofHours(1));
        }

        static Instant publishedAt() {
            return Instant.now();
        }
    }
}
