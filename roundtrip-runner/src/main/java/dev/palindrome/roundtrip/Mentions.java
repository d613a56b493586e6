package dev.palindrome.roundtrip;

import dev.palindrome.revision.SourcePosition;
import dev.palindrome.revision.SqlScript;
import dev.palindrome.revision.SqlStatement;
import dev.palindrome.schema.ObjectKind;
import dev.palindrome.schema.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the statement that most likely made an object, from the script's words alone. */
final class Mentions {

    private static final Pattern MAKING =
            Pattern.compile("\\s*(create|alter)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Mentions() {}

    /**
     * Return where the first statement stands that creates or alters something and says the object's name; without one, the
     * name of its table, for the server names what a script leaves unnamed.
     */
    static Optional<SourcePosition> first(SqlScript script, ObjectName object) {
        List<String> path = object.path();
        Stream<String> names = object.kind() == ObjectKind.CONSTRAINT
                ? Stream.of(object.simpleName(), path.get(path.size() - 2))
                : Stream.of(object.simpleName());
        return names.flatMap(name -> first(script, name).stream()).findFirst().map(SqlStatement::position);
    }

    private static Optional<SqlStatement> first(SqlScript script, String name) {
        Pattern word = Pattern.compile(
                "(?<![\\w$\"])\"?" + Pattern.quote(name.replace("\"", "\"\"")) + "\"?(?![\\w$\"])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);
        return script.statements().stream()
                .filter(statement -> MAKING.matcher(statement.text()).matches())
                .filter(statement -> word.matcher(statement.text()).find())
                .findFirst();
    }
}
