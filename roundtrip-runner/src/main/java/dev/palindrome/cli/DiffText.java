package dev.palindrome.cli;

import dev.palindrome.schema.ProbableRename;
import dev.palindrome.schema.SchemaDiff;
import java.io.PrintWriter;
import java.util.List;

/** What a person is shown of a difference. */
final class DiffText {

    private DiffText() {}

    /** Print each difference, then what was probably renamed; nothing where there is no difference. */
    static void print(SchemaDiff diff, PrintWriter out) {
        if (diff.isEmpty()) {
            return;
        }
        out.println(diff.render());
        List<ProbableRename> renames = diff.probableRenames();
        if (!renames.isEmpty()) {
            out.println();
            out.println("Probably renamed, not dropped and added (PAL-V02):");
            renames.forEach(rename -> {
                out.println("  " + rename);
                out.println("      " + rename.statement());
            });
        }
    }
}
