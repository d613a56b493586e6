package dev.palindrome.roundtrip.concern;

import dev.palindrome.data.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables of a database, and by what each hangs together with others. Immutable.
 *
 * @param tables by oid
 * @param routines the user's functions and procedures, by oid
 * @param objects the names of all that is a user's: tables, views, types, sequences, routines, and parts of tables
 * @param unforeseeable whether something is there whose effects are not looked at here: an event trigger, or a cast or an operator of the user's
 */
record Relations(Map<Long, Table> tables, Map<Long, Routine> routines, Set<String> objects, boolean unforeseeable) {

    /**
     * A table.
     *
     * @param names by which a script can mean it: its own, and those of all that is part of it, stands on it or is in it, such as its
     *     constraints, the views over it, and the types of its columns
     * @param routines that its triggers, rules, policies, defaults and expressions call, and those of the views over it
     * @param triggers those of them that its triggers call
     * @param rules the texts of its rules
     * @param kin tables that it inherits from or that inherit from it; a partition's is its table
     * @param parents tables that it refers to
     */
    record Table(
            TableName name,
            Set<String> names,
            Set<Long> routines,
            Set<Long> triggers,
            List<String> rules,
            Set<Long> kin,
            Set<Long> parents) {}

    /**
     * A function or a procedure.
     *
     * @param readable whether the body says which tables it reaches
     */
    record Routine(String name, String body, boolean readable) {}

    Relations {
        tables = Map.copyOf(tables);
        routines = Map.copyOf(routines);
        objects = Set.copyOf(objects);
    }

    /**
     * Read them, in one round trip.
     *
     * @throws SQLException when the catalogue cannot be read
     */
    static Relations read(Connection connection) throws SQLException {
        return RelationsReader.read(connection);
    }
}
