package dev.palindrome.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palindrome.revision.RevisionHistory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the annotation may stand. */
@Tag("database")
class AnnotationTest {

    private static final String[] CHECKS_OF_STUCK = {
        "a10001 create people: SUCCESSFUL",
        "b20002 refer to pets: FAILED",
        "c30003 index owners: ABORTED",
        "d40004 refuse the way back: FAILED"
    };

    @MigrationTest("histories/stuck")
    @Retention(RetentionPolicy.RUNTIME)
    @interface StuckTest {}

    @MigrationTest(revision = "b20002")
    @Retention(RetentionPolicy.RUNTIME)
    @interface SplittingTest {}

    @StuckTest
    static class MetaAnnotated implements MigrationChecks {}

    static class MetaAnnotatedMethod {
        @SplittingTest
        void is_a_test(Migration migration) {
            migration.upgrade();
        }
    }

    @Test
    void an_annotation_of_ones_own_may_carry_it() {
        assertThat(Kit.run(MetaAnnotated.class).outcomes()).containsExactly(CHECKS_OF_STUCK);
        assertThat(Kit.run(MetaAnnotatedMethod.class).outcomes()).containsExactly("is_a_test(Migration): SUCCESSFUL");
    }

    @MigrationTest("histories/stuck")
    abstract static class Superclass implements MigrationChecks {

        @Nested
        class Inner {
            @Test
            void has_the_history_of_the_class_around_it(RevisionHistory history) {
                assertThat(history.directory()).endsWithRaw(Path.of("stuck"));
            }
        }
    }

    static class Subclass extends Superclass {}

    @MigrationTest("histories/stuck")
    interface Contract extends MigrationChecks {}

    static class Implementation implements Contract {}

    @Test
    void it_is_inherited_from_a_superclass() {
        assertThat(Kit.run(Subclass.class).outcomes()).contains(CHECKS_OF_STUCK).hasSize(5);
    }

    @Test
    void it_is_inherited_from_an_interface() {
        assertThat(Kit.run(Implementation.class).outcomes()).containsExactly(CHECKS_OF_STUCK);
    }

    abstract static class WithoutAnnotation {

        @Nested
        class Inner implements MigrationChecks {
            @Test
            void has_the_history_of_the_class_that_inherits_it(RevisionHistory history) {
                assertThat(history.directory()).endsWithRaw(Path.of("stuck"));
            }
        }
    }

    @MigrationTest("histories/stuck")
    static class Annotated extends WithoutAnnotation {}

    @Test
    void a_nested_class_that_is_inherited_belongs_to_the_class_that_inherits_it() {
        assertThat(Kit.run(Annotated.class).outcomes())
                .contains(CHECKS_OF_STUCK)
                .contains("has_the_history_of_the_class_that_inherits_it(RevisionHistory): SUCCESSFUL")
                .hasSize(5);
    }

    @MigrationTest("histories/stuck")
    static class Outer implements MigrationChecks {

        @Nested
        class Inner implements MigrationChecks {}

        @Nested
        @MigrationTest("db/migrations")
        class InnerWithItsOwn implements MigrationChecks {
            @MigrationTest(revision = "b20002")
            void names_the_revision_of_its_own_history(Migration migration) {
                assertThat(migration.revision().message()).isEqualTo("split the name");
            }
        }
    }

    @Test
    void an_inner_class_goes_before_the_class_around_it() {
        assertThat(Kit.run(Outer.class).outcomes())
                .hasSize(4 + 4 + 6)
                .contains(
                        "b20002 split the name: SUCCESSFUL",
                        "names_the_revision_of_its_own_history(Migration): SUCCESSFUL");
    }

    @Test
    void a_failure_in_an_inner_class_names_the_class_around_it_for_the_next_run() {
        Throwable failure = Kit.run(Outer.class).failureOf("c30003 add mood");

        assertThat(failure).hasMessageContaining("mvn test -Dtest=Outer -Dpalindrome.revision=c30003");
    }

    @MigrationTest
    static class OtherKindsOfTests {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void are_given_parameters_too(int number, RevisionHistory history) {
            assertThat(history.graph().inOrder()).hasSizeGreaterThan(number);
        }
    }

    @Test
    void a_parameterized_test_may_take_the_parameters() {
        assertThat(Kit.run(OtherKindsOfTests.class).outcomes())
                .hasSize(2)
                .allMatch(outcome -> outcome.endsWith("SUCCESSFUL"));
    }
}
