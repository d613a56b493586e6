package dev.palindrome.autogenerate;

import dev.palindrome.schema.ObjectName;
import java.util.List;

/**
 * Statements that belong together.
 *
 * @param about the object that they change, by the name that it has before
 * @param replaceable whether dropping the object and creating it anew does the same
 * @param ways what may be run, the better way first; the first that the server takes is taken
 * @param touched what the statements change besides, whose readers may be in the way
 * @param notes what a person should know who reads the statements
 */
record Change(
        Phase phase,
        ObjectName about,
        boolean replaceable,
        List<List<String>> ways,
        List<ObjectName> touched,
        List<String> notes) {

    Change {
        ways = List.copyOf(ways);
        touched = List.copyOf(touched);
        notes = List.copyOf(notes);
    }

    static Change of(Phase phase, ObjectName about, String... statements) {
        return of(phase, about, List.of(statements));
    }

    static Change of(Phase phase, ObjectName about, List<String> statements) {
        return new Change(phase, about, false, List.of(statements), List.of(), List.of());
    }

    /** The object is dropped and created anew, with all that belongs to it. */
    static Change anew(ObjectName about) {
        return new Change(Phase.DROP_VIEW, about, true, List.of(), List.of(), List.of());
    }

    /** Let the object be dropped and created anew where the server does not take the statements. */
    Change orReplaced() {
        return new Change(phase, about, true, ways, touched, notes);
    }

    Change or(List<String> otherStatements) {
        return new Change(phase, about, replaceable, List.of(ways.get(0), otherStatements), touched, notes);
    }

    Change touching(List<ObjectName> others) {
        return new Change(phase, about, replaceable, ways, others, notes);
    }

    Change withNote(String... lines) {
        return new Change(phase, about, replaceable, ways, touched, List.of(lines));
    }
}
