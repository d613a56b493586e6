package dev.palindrome.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a class: its tests are about the migrations in a folder. On a method: a test that starts with a database that stands just
 * before a revision; no {@code @Test} is needed. May be used as a meta-annotation.
 *
 * <p>The class need not be annotated when each method names its folder. What a method sets goes before what its class
 * sets, what an inner {@code @Nested} class sets before what an outer one does; then come the JUnit configuration parameters
 * {@code palindrome.*}, system properties, and environment variables {@code PALINDROME_*}.
 *
 * <p>Tests may take parameters of the types {@link Migration} where a {@link #revision()} is named (also in {@code @BeforeEach}
 * and {@code @AfterEach}), {@link dev.palindrome.schema.SchemaSnapshot} (the schema at the head),
 * {@link Schemas} (schemas that are created in another way), {@link dev.palindrome.revision.RevisionHistory} and
 * {@link dev.palindrome.roundtrip.RoundTripReport}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Test
@ExtendWith(MigrationTestExtension.class)
public @interface MigrationTest {

    /**
     * Return the folder of the migrations, looked for in the working directory, then in {@code src/main/resources} and
     * {@code src/test/resources}. Empty for the first that exists of {@code db/migration}, {@code db/migrations} and
     * {@code migrations} there.
     */
    String value() default "";

    /** Return the name of the format, such as {@code flyway}; empty to have it recognised. */
    String format() default "";

    /**
     * Return the revision that a {@link Migration} is about: its database stands just before it. An unambiguous prefix of an id
     * will do. On a class, it holds for all tests that name none: the way to have a {@code @ParameterizedTest} or
     * {@code @RepeatedTest} with a migration.
     */
    String revision() default "";

    /**
     * Return statements to run once before the first revision, such as extensions that the history expects, or {@code @} and a script
     * of them, such as {@code @db/setup.sql}, looked for as {@link #value()} is.
     */
    String setupSql() default "";

    /**
     * Return the groups of checks that {@link MigrationChecks} make, such as {@code data}, or {@code all}; empty for those that the key
     * {@code palindrome.checks} names, and without it for the usual ones.
     */
    String[] checks() default {};

    /**
     * Return the folder with rows of your own, {@code <revision>.sql} and {@code assume.txt}; empty for {@code palindrome/rows} beside the
     * folder of the migrations or in the working directory, if there is one.
     */
    String rows() default "";

    /** Return what the application guarantees and the schema does not, such as {@code "orders: total >= 0"}. */
    String[] assume() default {};

    /** Return findings that are intended, in any revision. */
    Allow[] allow() default {};

    /** Return which schemas {@link MigrationChecks} compare with golden files, which people review. */
    Snapshots snapshots() default Snapshots.NONE;

    /**
     * Return the folder of the golden files of {@link #snapshots()}, below {@code src/test/resources/schema-snapshots}: a name for
     * the history where a module has several. Empty for that folder itself, and for {@link Snapshots#EACH_REVISION} for one
     * that is called as the folder of the migrations.
     */
    String snapshotFolder() default "";
}
