package sh.fanout.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "sh.fanout.workflows", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "sh.fanout.workflows";

    @ArchTest
    static final ArchRule knowsNoSpring = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "sh.fanout.spring..", "sh.fanout.dashboard..");

    @ArchTest
    static final ArchRule packagesPointOneWay = directions();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("sh.fanout.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(ArchCondition.from(describe(
                    "reside in a package that is @NullMarked",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    @ArchTest
    static final ArchRule workflowsLeaveTheWorldToActivities =
            classes().that(ReplayedCode.IS_A_WORKFLOW).should(ReplayedCode.TOUCH_ONLY_ITS_ARGUMENTS);

    /** So that a name in -ing tells what runs outside of workflows. */
    @ArchTest
    static final ArchRule onlyActivitiesAreNamedAfterWhatTheyAreDoing = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameEndingWith("ing")
            .should()
            .beAnnotatedWith(ActivityInterface.class);

    /** Each package with all that it may use besides {@code temporal}; a new one needs a line here. */
    private static ArchRule directions() {
        var uses = Map.ofEntries(
                entry("operation", List.of("replay", "deadletter", "selection", "catalog", "filter", "schema", "log")),
                entry("erasure", List.of("lane", "catalog", "schema", "log")),
                entry("replay", List.of("deadletter", "delivery", "selection", "log")),
                entry(
                        "publish",
                        List.of(
                                "lane",
                                "gather",
                                "delivery",
                                "deadletter",
                                "selection",
                                "catalog",
                                "schema",
                                "limit",
                                "log",
                                "observation")),
                entry("deadletter", List.of("delivery", "selection", "catalog", "schema", "log")),
                entry("lane", List.of("log")),
                entry("gather", List.of("delivery")),
                entry("delivery", List.of("selection", "observation")),
                entry("selection", List.of("catalog", "filter", "schema", "subscription")),
                entry("search", List.of("catalog", "filter", "log")),
                entry("subscription", List.of("catalog", "schema")),
                entry("catalog", List.of("filter")),
                entry("filter", List.of("schema")),
                entry("schema", List.<String>of()),
                entry("limit", List.<String>of()),
                entry("observation", List.<String>of()),
                entry("log", List.<String>of()));
        var rule = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .ensureAllClassesAreContainedInArchitecture()
                .layer("temporal")
                .definedBy(ROOT + ".temporal..")
                .whereLayer("temporal")
                .mayNotAccessAnyLayer()
                .layer("engine")
                .definedBy(ROOT)
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer();
        for (var layer : uses.keySet()) {
            rule = rule.layer(layer).definedBy(ROOT + "." + layer + "..");
        }
        for (var layer : uses.entrySet()) {
            var below = Stream.concat(layer.getValue().stream(), Stream.of("temporal"));
            rule = rule.whereLayer(layer.getKey()).mayOnlyAccessLayers(below.toArray(String[]::new));
        }
        return rule;
    }
}
