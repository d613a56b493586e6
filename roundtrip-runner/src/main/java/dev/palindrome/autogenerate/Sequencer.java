package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts changes into an order by running them: what the server refuses waits until others are done. Where nothing goes on,
 * what stands in the way is dropped, and created anew afterwards.
 */
final class Sequencer {

    /** What the server drops with something else, and says of it when it is to be dropped again. */
    private static final Set<String> GONE = Set.of("42P01", "42703", "42704", "42883", "3F000");

    /** What has to be dropped for a column's type to change, or for what it reads to be dropped. */
    private static final Set<ObjectKind> READERS = EnumSet.of(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.FUNCTION,
            ObjectKind.PROCEDURE,
            ObjectKind.TRIGGER,
            ObjectKind.POLICY,
            ObjectKind.RULE,
            ObjectKind.COLUMN);

    private final Connection session;
    private final Changes changes;
    private final DependentObjects dependents;
    private final Set<ObjectName> madeAnew = new HashSet<>();
    private final Map<Change, String> refusals = new HashMap<>();
    private List<Change> pending;
    private final List<ProposedStep> steps = new ArrayList<>();

    /**
     * Prepare to run changes.
     *
     * @param session in a transaction, which stays open
     * @param changes knows how to make anew what is in the way
     * @param wanted what to run
     */
    Sequencer(Connection session, Changes changes, List<Change> wanted) {
        this.session = session;
        this.changes = changes;
        this.dependents = new DependentObjects(session);
        this.pending = wanted;
    }

    /** Run all that can be run, and return the steps in the order in which the server took them. */
    List<ProposedStep> run() throws SQLException {
        boolean goesOn = true;
        while (goesOn && !pending.isEmpty()) {
            goesOn = pass(change -> change.phase().isDrop()) || pass(change -> true) || clearTheWay();
        }
        return steps;
    }

    /** Return what the server did not take in any order, with what it said in the end. */
    List<Refusal> refusals() {
        return pending.stream()
                .map(change -> new Refusal(
                        change.about(),
                        refusals.getOrDefault(change, ""),
                        change.ways().isEmpty() ? List.of() : change.ways().get(0)))
                .toList();
    }

    private boolean pass(Predicate<Change> chosen) throws SQLException {
        List<Change> left = new ArrayList<>();
        for (Change change : pending) {
            if (!chosen.test(change) || !attempt(change)) {
                left.add(change);
            }
        }
        boolean goesOn = left.size() < pending.size();
        pending = left;
        return goesOn;
    }

    private boolean attempt(Change change) throws SQLException {
        for (List<String> way : change.ways()) {
            Savepoint savepoint = session.setSavepoint();
            try (Statement statement = session.createStatement()) {
                statement.setEscapeProcessing(false);
                for (String sql : way) {
                    statement.execute(sql);
                }
                session.releaseSavepoint(savepoint);
                steps.add(new ProposedStep(change.notes(), way));
                return true;
            } catch (SQLException e) {
                session.rollback(savepoint);
                if (change.phase().isDrop() && GONE.contains(String.valueOf(e.getSQLState()))) {
                    return true;
                }
                refusals.put(
                        change,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }
        return false;
    }

    private boolean clearTheWay() throws SQLException {
        for (Change change : pending) {
            if (change.replaceable() && makeAnew(change.about())) {
                return true;
            }
        }
        return clear(READERS::contains) || clear(kind -> true);
    }

    private boolean clear(Predicate<ObjectKind> chosen) throws SQLException {
        boolean cleared = false;
        for (Change change : List.copyOf(pending)) {
            List<ObjectName> subjects = new ArrayList<>(change.touched());
            subjects.add(change.about());
            for (ObjectName subject : subjects) {
                for (ObjectName dependent : dependents.of(subject)) {
                    cleared |= chosen.test(dependent.kind()) && makeAnew(dependent);
                }
            }
        }
        return cleared;
    }

    /** Drop an object, and create it anew with all that belongs to it if it is wanted. */
    private boolean makeAnew(ObjectName name) {
        ObjectName known = known(name);
        if (known == null || !madeAnew.add(known)) {
            return false;
        }
        SchemaObject wanted = changes.wanted(known);
        SchemaObject former = Optional.ofNullable(changes.former(known)).orElse(wanted);
        List<Change> more = new ArrayList<>(pending);
        if (known.kind() == ObjectKind.COLUMN && wanted != null && !isDerived(wanted)) {
            more.addAll(changes.defaultAnew(wanted));
        } else {
            more.removeIf(change -> isAbout(change, known, wanted));
            if (former != null) {
                changes.drop(former).ifPresent(more::add);
            }
            if (wanted != null) {
                more.addAll(changes.create(wanted));
            }
        }
        pending = Changes.sorted(more);
        return true;
    }

    private @Nullable ObjectName known(ObjectName name) {
        ObjectName materialized = new ObjectName(ObjectKind.MATERIALIZED_VIEW, name.path(), "");
        return isKnown(name) ? name : name.kind() == ObjectKind.VIEW && isKnown(materialized) ? materialized : null;
    }

    private boolean isKnown(ObjectName name) {
        return changes.wanted(name) != null || changes.former(name) != null;
    }

    private static boolean isDerived(SchemaObject column) {
        return column.attribute("generated stored").isPresent()
                || column.attribute("generated virtual").isPresent();
    }

    /** Return whether the change is about the object, or about what belongs to it and is created with it. */
    private boolean isAbout(Change change, ObjectName name, @Nullable SchemaObject wanted) {
        if (change.about().equals(name)) {
            return true;
        }
        SchemaObject part = changes.wanted(change.about());
        return wanted != null && part != null && name.equals(part.parent());
    }
}
