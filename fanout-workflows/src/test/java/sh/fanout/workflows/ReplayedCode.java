package sh.fanout.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.temporal.workflow.WorkflowInterface;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The code that a worker runs again from a history: what implements a workflow interface, and what that calls.
 *
 * <p>Calls are followed through the classes of this module, not through what implements an interface.
 */
final class ReplayedCode {

    static final DescribedPredicate<JavaClass> IS_A_WORKFLOW =
            describe("implement a @WorkflowInterface", ReplayedCode::isAWorkflow);

    static final ArchCondition<JavaClass> TOUCH_ONLY_ITS_ARGUMENTS =
            new ArchCondition<>("not reach a clock, randomness, a thread, IO or a logger of slf4j") {
                @Override
                public void check(JavaClass workflow, ConditionEvents events) {
                    reportWhatChangesInAReplay(workflow, events);
                }
            };

    private static final List<Class<?>> TYPES = List.of(
            Clock.class,
            Date.class,
            Random.class,
            Thread.class,
            Executor.class,
            Executors.class,
            CompletableFuture.class,
            LoggerFactory.class);

    private static final Pattern PACKAGES = Pattern.compile("java[.](io|net|nio|util[.]random)([.].*)?");

    /** Streams over memory, what streams have in common, and encodings of text: they touch no device. */
    private static final Pattern IN_MEMORY = Pattern.compile("java[.]io[.](ByteArray|Filter)?(In|Out)putStream"
            + "|java[.]io[.](Unchecked)?IOException"
            + "|java[.]nio[.]charset[.]StandardCharsets");

    private static final Pattern METHODS = Pattern.compile("java[.]time[.].*[.]now"
            + "|java[.]lang[.]System[.](currentTimeMillis|nanoTime|getenv|getProperty)"
            + "|java[.]lang[.]Math[.]random"
            + "|java[.]util[.]UUID[.]randomUUID");

    private ReplayedCode() {}

    private static boolean isAWorkflow(JavaClass type) {
        var isImplementation = !type.isInterface()
                && type.getAllRawInterfaces().stream().anyMatch(it -> it.isAnnotatedWith(WorkflowInterface.class));
        return isImplementation
                || type.getEnclosingClass().filter(ReplayedCode::isAWorkflow).isPresent();
    }

    private static void reportWhatChangesInAReplay(JavaClass workflow, ConditionEvents events) {
        var reached = new HashSet<>(codeUnits(workflow).toList());
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (var access : open.remove().getAccessesFromSelf()) {
                if (changesInAReplay(access.getTarget())) {
                    events.add(SimpleConditionEvent.violated(workflow, access.getDescription()));
                }
                ownCode(access.getTarget()).filter(reached::add).forEach(open::add);
            }
        }
    }

    private static Stream<JavaCodeUnit> codeUnits(JavaClass type) {
        return Stream.concat(type.getCodeUnits().stream(), type.getStaticInitializer().stream());
    }

    /** The code that an access runs: the method or constructor, and the static initializer of its class. */
    private static Stream<JavaCodeUnit> ownCode(AccessTarget target) {
        if (!target.getOwner().getPackageName().startsWith("sh.fanout")) {
            return Stream.empty();
        }
        Optional<JavaCodeUnit> called = target instanceof AccessTarget.CodeUnitAccessTarget code
                ? code.resolveMember().map(JavaCodeUnit.class::cast)
                : Optional.empty();
        return Stream.concat(called.stream(), target.getOwner().getStaticInitializer().stream());
    }

    private static boolean changesInAReplay(AccessTarget target) {
        var owner = target.getOwner();
        return TYPES.stream().anyMatch(owner::isAssignableTo)
                || isInForbiddenPackage(owner)
                || METHODS.matcher(owner.getName() + "." + target.getName()).matches();
    }

    private static boolean isInForbiddenPackage(JavaClass owner) {
        return PACKAGES.matcher(owner.getPackageName()).matches()
                && !IN_MEMORY.matcher(owner.getName()).matches();
    }
}
