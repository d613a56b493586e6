package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.UnresolvableTargetException;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.schema.SchemaSnapshot;
import dev.palindrome.schema.golden.internal.RunningTest;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their parameters, and golden files their test. All else that is kept lives in JUnit's stores, which close it. */
final class MigrationTestExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(MigrationTestExtension.class);

    private static final Set<Class<?>> TYPES =
            Set.of(Migration.class, SchemaSnapshot.class, Schemas.class, RevisionHistory.class, RoundTripReport.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        RunningTest.set(new TestSubject(context).running());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RunningTest.set(null);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        MigrationContext migrations = migrations(context);
        Class<?> type = parameter.getParameter().getType();
        try {
            if (type == RevisionHistory.class) {
                return migrations.history();
            }
            if (type == RoundTripReport.class) {
                return migrations.reportFor(context);
            }
            if (type == SchemaSnapshot.class) {
                return migrations.head();
            }
            if (type == Schemas.class) {
                return migrations.schemas();
            }
            return migration(context, migrations);
        } catch (SQLException e) {
            throw new ParameterResolutionException("The database went away: " + e.getMessage(), e);
        }
    }

    /** Return what all tests with the same configuration share, for the whole run of JUnit. */
    static MigrationContext migrations(ExtensionContext context) {
        Configuration configuration = new TestSubject(context).configuration();
        return shared(context).getOrComputeIfAbsent(configuration, MigrationContext::new, MigrationContext.class);
    }

    /** Return the store that all tests of a run of JUnit have in common. */
    static ExtensionContext.Store shared(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    /** Return the test's own database; one for a test, however many parameters it and its {@code @BeforeEach} have. */
    private static Migration migration(ExtensionContext context, MigrationContext migrations) {
        TestSubject subject = new TestSubject(context);
        if (context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "%s takes a Migration where no test runs yet: take it as a parameter of the test, @BeforeEach or @AfterEach"
                            .formatted(subject.name()));
        }
        Revision revision = revision(subject, migrations.history());
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Migration.class, key -> DatabaseMigration.open(migrations, revision), DatabaseMigration.class);
    }

    private static Revision revision(TestSubject subject, RevisionHistory history) {
        String wanted = subject.revision()
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s takes a Migration, but names no revision: annotate it with @MigrationTest(revision = \"…\")"
                                .formatted(subject.name())));
        try {
            return history.graph().find(wanted);
        } catch (UnresolvableTargetException e) {
            throw new ExtensionConfigurationException(subject.name() + ": " + e.getMessage(), e);
        }
    }
}
