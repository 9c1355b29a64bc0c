package sh.fanout.dashboard;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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

@AnalyzeClasses(packages = "sh.fanout.dashboard", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule pagesKnowNothingOfEachOther = slices().matching("sh.fanout.dashboard.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("..templates.."), alwaysTrue())
            .ignoreDependency(alwaysTrue(), resideInAnyPackage("..page..", "..schema..", "..whynot.."));

    @ArchTest
    static final ArchRule pagesKnowThePortsAndTheStarterAndNotTheEngine =
            noClasses().should().dependOnClassesThat().resideInAPackage("sh.fanout.workflows..");

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .that()
            .resideOutsideOfPackage("..templates..")
            .should(ArchCondition.from(describe(
                    "reside in a package that is @NullMarked",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
