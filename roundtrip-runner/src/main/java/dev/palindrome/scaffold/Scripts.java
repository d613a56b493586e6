package dev.palindrome.scaffold;

import dev.palindrome.autogenerate.ProposedStep;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a new revision runs.
 *
 * @param upgrade in the order in which they run
 * @param downgrade in the order in which they run
 */
public record Scripts(List<ProposedStep> upgrade, List<ProposedStep> downgrade) {

    static final Scripts EMPTY = new Scripts(List.of(), List.of());

    private static final int INDENT = 4;

    /** What SQLAlchemy's {@code text()} takes for the name of a parameter. */
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w\\\\]):(?=\\w)");

    public Scripts {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    String up() {
        return sql(upgrade, "", "");
    }

    String down() {
        return sql(downgrade, "", "");
    }

    /** Return both below their headings. */
    String inSections(String up, String down) {
        return up + "\n\n" + up() + "\n" + down + "\n\n" + down();
    }

    /** Return both for a tool that splits at semicolons, unless it is told where a statement begins and ends. */
    String inMarkedSections(String prefix) {
        String begin = prefix + "StatementBegin\n";
        String end = prefix + "StatementEnd\n";
        return prefix + "Up\n\n" + sql(upgrade, begin, end) + "\n" + prefix + "Down\n\n" + sql(downgrade, begin, end);
    }

    private static String sql(List<ProposedStep> steps, String begin, String end) {
        return steps.stream().map(step -> sql(step, begin, end)).collect(Collectors.joining("\n"));
    }

    private static String sql(ProposedStep step, String begin, String end) {
        StringBuilder text = new StringBuilder();
        step.notes().stream()
                .flatMap(note -> (note + "\n").lines())
                .forEach(note -> text.append(("-- " + note).stripTrailing()).append('\n'));
        for (String statement : step.statements()) {
            boolean marked = statement.contains(";");
            text.append(marked ? begin : "").append(statement).append(";\n").append(marked ? end : "");
        }
        return text.toString();
    }

    /** Return both as the functions of one of Alembic's files. */
    String asFunctions() {
        return function("upgrade", upgrade) + "\n\n" + function("downgrade", downgrade);
    }

    private static String function(String name, List<ProposedStep> steps) {
        String body = steps.stream().map(Scripts::python).collect(Collectors.joining());
        boolean runs = steps.stream().anyMatch(step -> !step.statements().isEmpty());
        return "def " + name + "():\n" + (body + (runs ? "" : "pass\n")).indent(INDENT);
    }

    private static String python(ProposedStep step) {
        StringBuilder text = new StringBuilder();
        step.notes().stream()
                .flatMap(note -> (note + "\n").lines())
                .forEach(note -> text.append(("# " + note).stripTrailing()).append('\n'));
        step.statements()
                .forEach(statement -> text.append("op.execute(")
                        .append(pythonLiteral(statement))
                        .append(")\n"));
        return text.toString();
    }

    /** On one line, however long: the lines of a text in three quotes would take over the indentation. */
    private static String pythonLiteral(String statement) {
        String escaped = PARAMETER
                .matcher(statement)
                .replaceAll("\\\\:")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        List<String> lines = escaped.lines().toList();
        if (lines.size() == 1) {
            return "\"" + escaped + "\"";
        }
        return lines.stream().collect(Collectors.joining("\\n\"\n    \"", "\n    \"", "\"\n"));
    }
}
