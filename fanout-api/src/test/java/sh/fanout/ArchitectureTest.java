package sh.fanout;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
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

    /** Else a chain could begin anew in its middle, and forget what it has said. */
    @ArchTest
    static final ArchRule chainsBeginWithAFewWords = methods()
            .that()
            .arePublic()
            .and()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .areNotInterfaces()
            .and()
            .doNotHaveName("valueOf")
            .and(describe("return what a chain can go on from", ArchitectureTest::returnsWhatItIsDeclaredIn))
            .should()
            .haveNameMatching("of|view|defaults|never");

    private static boolean returnsWhatItIsDeclaredIn(JavaMethod method) {
        var owner = method.getOwner();
        return method.getRawReturnType().isAssignableTo(owner.getName())
                && owner.getMethods().stream()
                        .anyMatch(it -> !it.getModifiers().contains(JavaModifier.STATIC)
                                && it.getModifiers().contains(JavaModifier.PUBLIC)
                                && it.getRawReturnType().equals(owner));
    }

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes()
            .should(ArchCondition.from(describe(
                    "reside in a package that is @NullMarked",
                    (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));
}
