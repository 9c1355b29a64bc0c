package sh.fanout;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "sh.fanout", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** An application imports these types, and with them nothing that could conflict with its own libraries. */
    @ArchTest
    static final ArchRule needsOnlyAnnotationsBesideJava = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations..", "com.fasterxml.jackson.annotation..", "sh.fanout..");

    @ArchTest
    static final ArchRule frontDoorKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("sh.fanout")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sh.fanout.*..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("sh.fanout.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(ArchCondition.from(describe(
                    "reside in a package that is @NullMarked",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
