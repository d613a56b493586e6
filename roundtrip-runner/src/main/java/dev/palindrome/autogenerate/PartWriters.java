package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectName;
import dev.palindrome.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Writes what is created by one statement, and is dropped and created anew where it differs. */
final class PartWriters {

    private PartWriters() {}

    /** Indexes that do not stand behind a constraint. */
    static final class OfIndexes implements KindWriter {
        @Override
        public List<Change> create(SchemaObject index, Schema schema) {
            if (index.attribute("attached to").isPresent()
                    || index.attribute("invalid").isPresent()) {
                return List.of();
            }
            ObjectName table = Objects.requireNonNull(index.parent());
            String name = Sql.simpleName(index.name());
            List<String> statements = new ArrayList<>();
            statements.add("CREATE " + (index.attribute("unique").isPresent() ? "UNIQUE " : "") + "INDEX " + name
                    + " ON " + Sql.name(table) + " "
                    + index.attribute("definition").orElse(""));
            if (index.attribute("clustered").isPresent()) {
                statements.add("ALTER TABLE " + Sql.name(table) + " CLUSTER ON " + name);
            }
            if (index.attribute("replica identity").isPresent()) {
                statements.add("ALTER TABLE " + Sql.name(table) + " REPLICA IDENTITY USING INDEX " + name);
            }
            return List.of(Change.of(Phase.CREATE_KEY, index.name(), statements));
        }

        @Override
        public Change drop(SchemaObject index) {
            return Change.of(Phase.DROP_PART, index.name(), "DROP INDEX " + Sql.name(index.name()));
        }
    }

    /** Triggers and rules: the server writes them as a statement. */
    static final class OfTriggers implements KindWriter {
        @Override
        public List<Change> create(SchemaObject trigger, Schema schema) {
            List<String> statements = new ArrayList<>();
            trigger.attribute("definition")
                    .map(text -> text.endsWith(";") ? text.substring(0, text.length() - 1) : text)
                    .ifPresent(statements::add);
            trigger.attribute("enabled")
                    .ifPresent(state -> statements.add("ALTER TABLE " + Sql.owner(trigger.name())
                            + " "
                            + switch (state) {
                                case "no" -> "DISABLE ";
                                case "replica" -> "ENABLE REPLICA ";
                                case "always" -> "ENABLE ALWAYS ";
                                default -> "ENABLE ";
                            }
                            + Sql.kind(trigger.name())
                            + " "
                            + Sql.simpleName(trigger.name())));
            return List.of(Change.of(Phase.CREATE_PART, trigger.name(), statements));
        }

        @Override
        public Change drop(SchemaObject trigger) {
            return dropOn(trigger);
        }
    }

    /** Policies of row security. */
    static final class OfPolicies implements KindWriter {
        @Override
        public List<Change> create(SchemaObject policy, Schema schema) {
            StringBuilder text = new StringBuilder(
                    "CREATE POLICY " + Sql.simpleName(policy.name()) + " ON " + Sql.owner(policy.name()));
            policy.attribute("restrictive").ifPresent(yes -> text.append(" AS RESTRICTIVE"));
            policy.attribute("for").ifPresent(command -> text.append(" FOR ").append(command.toUpperCase(Locale.ROOT)));
            policy.attribute("to").ifPresent(roles -> text.append(" TO ").append(roles));
            policy.attribute("using")
                    .ifPresent(condition ->
                            text.append(" USING (").append(condition).append(")"));
            policy.attribute("with check")
                    .ifPresent(condition ->
                            text.append(" WITH CHECK (").append(condition).append(")"));
            return List.of(Change.of(Phase.CREATE_PART, policy.name(), text.toString()));
        }

        @Override
        public Change drop(SchemaObject policy) {
            return dropOn(policy);
        }
    }

    /** Extended statistics. */
    static final class OfStatistics implements KindWriter {
        @Override
        public List<Change> create(SchemaObject statistics, Schema schema) {
            List<String> statements = new ArrayList<>();
            statements.add("CREATE STATISTICS " + Sql.name(statistics.name()) + " "
                    + statistics.attribute("definition").orElse(""));
            statistics
                    .attribute("target")
                    .ifPresent(target -> statements.add(
                            "ALTER STATISTICS " + Sql.name(statistics.name()) + " SET STATISTICS " + target));
            return List.of(Change.of(Phase.CREATE_KEY, statistics.name(), statements));
        }

        @Override
        public Change drop(SchemaObject statistics) {
            return Change.of(Phase.DROP_PART, statistics.name(), "DROP STATISTICS " + Sql.name(statistics.name()));
        }
    }

    private static Change dropOn(SchemaObject part) {
        ObjectName name = part.name();
        return Change.of(
                Phase.DROP_PART,
                name,
                "DROP " + Sql.kind(name) + " " + Sql.simpleName(name) + " ON " + Sql.owner(name));
    }
}
