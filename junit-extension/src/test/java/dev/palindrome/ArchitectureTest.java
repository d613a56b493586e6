package dev.palindrome;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.extension.Extension;

/** Holds the directions that ARCHITECTURE.md draws. This module sees all others, so the rules stand here. */
@AnalyzeClasses(packages = "dev.palindrome", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule modules_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("schema-assert")
            .definedBy("dev.palindrome.schema..")
            .layer("roundtrip-runner")
            .definedBy(
                    "dev.palindrome.revision..",
                    "dev.palindrome.database..",
                    "dev.palindrome.jpa..",
                    "dev.palindrome.data..",
                    "dev.palindrome.deploy..",
                    "dev.palindrome.rehearsal..",
                    "dev.palindrome.autogenerate..",
                    "dev.palindrome.scaffold..",
                    "dev.palindrome.roundtrip..",
                    "dev.palindrome.report..",
                    "dev.palindrome.settings..",
                    "dev.palindrome.cli..")
            .layer("junit-extension")
            .definedBy("dev.palindrome.junit..")
            .whereLayer("junit-extension")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("roundtrip-runner")
            .mayOnlyBeAccessedByLayers("junit-extension")
            .because("a schema assertion must be usable without any migration, and a round trip without JUnit");

    @ArchTest
    static final ArchRule packages_of_the_runner_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("revision")
            .definedBy("dev.palindrome.revision..")
            .layer("database")
            .definedBy("dev.palindrome.database..")
            .layer("jpa")
            .definedBy("dev.palindrome.jpa..")
            .layer("data")
            .definedBy("dev.palindrome.data..")
            .layer("settings")
            .definedBy("dev.palindrome.settings..")
            .layer("roundtrip")
            .definedBy("dev.palindrome.roundtrip..")
            .layer("deploy")
            .definedBy("dev.palindrome.deploy..")
            .layer("rehearsal")
            .definedBy("dev.palindrome.rehearsal..")
            .layer("autogenerate")
            .definedBy("dev.palindrome.autogenerate..")
            .layer("scaffold")
            .definedBy("dev.palindrome.scaffold..")
            .layer("report")
            .definedBy("dev.palindrome.report..")
            .layer("cli")
            .definedBy("dev.palindrome.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("jpa")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("rehearsal")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("deploy")
            .mayOnlyBeAccessedByLayers("rehearsal", "cli")
            .whereLayer("autogenerate")
            .mayOnlyBeAccessedByLayers("scaffold", "cli")
            .whereLayer("scaffold")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("roundtrip")
            .mayOnlyBeAccessedByLayers("deploy", "rehearsal", "report", "cli")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("roundtrip", "cli")
            .whereLayer("database")
            .mayOnlyBeAccessedByLayers("settings", "jpa", "roundtrip", "deploy", "rehearsal", "autogenerate", "cli")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("roundtrip", "report", "cli")
            .whereLayer("revision")
            .mayOnlyBeAccessedByLayers(
                    "data", "settings", "roundtrip", "deploy", "rehearsal", "scaffold", "report", "cli")
            .because("a newcomer must find the room for a change from the folder names alone");

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("dev.palindrome.(**)")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one package in disguise");

    @ArchTest
    static final ArchRule containers_are_known_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("dev.palindrome.database.internal.docker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
            .because("Testcontainers is optional, and everything else must load without it");

    @ArchTest
    static final ArchRule archives_are_known_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("dev.palindrome.database.internal.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.compress..", "org.tukaani..", "io.zonky..")
            .because("how embedded binaries are packed is the embedded source's own affair");

    @ArchTest
    static final ArchRule schemacrawler_is_known_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("dev.palindrome.schema.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("schemacrawler..", "us.fatehi..")
            .because("it is slow and sees half of PostgreSQL, so that no snapshot may rest on it");

    @ArchTest
    static final ArchRule only_the_extension_knows_junit = noClasses()
            .that()
            .resideOutsideOfPackage("dev.palindrome.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..")
            .because("the command line and the assertions work without JUnit");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackage("dev.palindrome.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("options are parsed in one place");

    @ArchTest
    static final ArchRule public_methods_show_no_internal_type = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(not(resideInAnyPackage("..internal..")).and(isPublic()))
            .should(returnNoInternalType())
            .because("what is internal may change without a word");

    @ArchTest
    static final ArchRule extensions_are_not_public = classes()
            .that()
            .areAssignableTo(Extension.class)
            .should()
            .notBePublic()
            .because("users name the annotation, never the extension");

    @ArchTest
    static final ArchRule public_classes_are_final = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnnotations()
            .and(not(assignableTo("org.assertj.core.api.AbstractAssert")))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("a class that was not made to be extended cannot promise to survive it");

    @ArchTest
    static final ArchRule no_standard_streams = noClasses()
            .that(not(resideInAPackage("dev.palindrome.cli..")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("what a user must know belongs in the report or the exception");

    @ArchTest
    static final ArchRule no_generic_exceptions =
            NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because("an exception is named for what went wrong");

    @ArchTest
    static final ArchRule packages_are_null_marked = classes()
            .that()
            .areTopLevelClasses()
            .should(resideInANullMarkedPackage())
            .because("a parameter that may be null says so");

    private static DescribedPredicate<JavaClass> isPublic() {
        return DescribedPredicate.describe(
                "are public", type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static ArchCondition<JavaMethod> returnNoInternalType() {
        return new ArchCondition<>("return no internal type") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean internal = method.getRawReturnType().getPackageName().contains(".internal")
                        && method.getRawReturnType().getPackageName().startsWith("dev.palindrome");
                if (internal) {
                    events.add(SimpleConditionEvent.violated(
                            method,
                            method.getFullName() + " returns "
                                    + method.getRawReturnType().getName()));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " resides in a package that is not @NullMarked"));
                }
            }
        };
    }
}
