package dev.palindrome.junit;

import dev.palindrome.database.TestServer;
import dev.palindrome.database.TestServers;
import dev.palindrome.report.TestedHistory;
import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionRange;
import dev.palindrome.revision.RevisionSources;
import dev.palindrome.roundtrip.Assumption;
import dev.palindrome.roundtrip.Baseline;
import dev.palindrome.roundtrip.OwnRows;
import dev.palindrome.roundtrip.RevisionStates;
import dev.palindrome.roundtrip.RoundTrip;
import dev.palindrome.roundtrip.RoundTripOptions;
import dev.palindrome.roundtrip.RoundTripReport;
import dev.palindrome.roundtrip.SchemaCreation;
import dev.palindrome.schema.SchemaSnapshot;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the tests of one history share: its revisions, states of the schema, and the report. Made when first wanted, closed by
 * JUnit at the end of the run; the server is shared by the whole JVM and ends with it. Safe for use by several threads.
 */
final class MigrationContext implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MigrationTest.class.getName());

    private final Configuration configuration;
    private final RevisionHistory history;
    private final OwnRows ownRows;
    private final Baseline baseline;
    private final Once<RoundTripReport> report = new Once<>(this::verify);
    private final Once<RevisionStates> states = new Once<>(this::prepareStates);
    private final Once<SchemaSnapshot> head = new Once<>(this::readHead);

    MigrationContext(Configuration configuration) {
        this.configuration = configuration;
        this.history = RevisionSources.read(configuration.directory(), configuration.format(), configuration.program());
        this.ownRows = configuration
                .rows()
                .map(folder -> OwnRows.read(folder, history.graph()))
                .orElseGet(OwnRows::none)
                .assuming(configuration.assumptions().stream()
                        .map(text -> Assumption.parse(text, "assume of @MigrationTest"))
                        .toList());
        this.baseline = configuration.baseline().map(Baseline::read).orElseGet(Baseline::none);
    }

    Configuration configuration() {
        return configuration;
    }

    RevisionHistory history() {
        return history;
    }

    /** Return the report on the history, and tell those who write reports that a test has asked for it. */
    RoundTripReport reportFor(ExtensionContext test) throws SQLException {
        RoundTripReport made = report.get();
        TestSubject subject = new TestSubject(test);
        VerifiedHistories.tell(
                test.getUniqueId(),
                new TestedHistory(subject.fullName(), made, configuration.failOn(), subject::again));
        return made;
    }

    /** Return databases that stand at wanted revisions. */
    RevisionStates states() throws SQLException {
        return states.get();
    }

    /** Return the schema at the head. */
    SchemaSnapshot head() throws SQLException {
        return head.get();
    }

    /** Return the way to schemas that the history does not create. */
    Schemas schemas() {
        return new Schemas(new SchemaCreation(server(), configuration.setupSql()));
    }

    RoundTripOptions options() {
        RoundTripOptions options = RoundTripOptions.defaults()
                .withSetupSql(configuration.setupSql())
                .withSeed(configuration.seed())
                .withChecks(configuration.checks())
                .withOwnRows(ownRows)
                .withAllowances(configuration.allowances())
                .withBaseline(baseline)
                .withJobs(configuration.jobs());
        Optional<String> only = configuration.onlyRevision();
        return only.map(range -> options.withOnly(RevisionRange.parse(range), history.graph()))
                .orElse(options);
    }

    private RoundTripReport verify() throws SQLException {
        RoundTripReport report = RoundTrip.on(server(), options()).verify(history);
        // JUnit has no place for what is about no test.
        report.notes().forEach(note -> LOG.log(System.Logger.Level.INFO, "{0}: {1}", configuration.directory(), note));
        return report;
    }

    private RevisionStates prepareStates() {
        return new RevisionStates(server(), history, configuration.setupSql());
    }

    private SchemaSnapshot readHead() throws SQLException {
        return states().headSchema();
    }

    private TestServer server() {
        return TestServers.shared(configuration.database());
    }

    @Override
    public void close() throws SQLException {
        Optional<RevisionStates> made = states.ifMade();
        if (made.isPresent()) {
            made.get().close();
        }
    }
}
