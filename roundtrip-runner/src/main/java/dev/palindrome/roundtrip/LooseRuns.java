package dev.palindrome.roundtrip;

import dev.palindrome.revision.Revision;
import dev.palindrome.schema.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins runs of clean revisions that go on from one section to the next. */
final class LooseRuns {

    private LooseRuns() {}

    /**
     * What one section leaves to be joined.
     *
     * @param leading the end of a run that began below the section; empty when there is none to be taken down
     * @param isThrough whether all of the section belongs to a run that began below it
     * @param trailing the revisions of the run with which the section ends
     * @param belowSection the schema below the section
     * @param belowTrailing the schema below the last run
     */
    record Piece(
            Optional<List<Revision>> leading,
            boolean isThrough,
            List<Revision> trailing,
            SchemaSnapshot belowSection,
            SchemaSnapshot belowTrailing) {}

    /**
     * A run of clean revisions.
     *
     * @param bottom the schema below the first of them
     */
    record Run(List<Revision> revisions, SchemaSnapshot bottom) {

        Revision last() {
            return revisions.get(revisions.size() - 1);
        }
    }

    /** Return the runs that no section has taken down by itself, lowest first; those of one revision are left out. */
    static List<Run> join(List<Piece> pieces) {
        List<Run> runs = new ArrayList<>();
        List<Revision> open = new ArrayList<>();
        Optional<SchemaSnapshot> bottom = Optional.empty();
        for (int index = 0; index < pieces.size(); index++) {
            Piece piece = pieces.get(index);
            boolean joins = index > 0;
            SchemaSnapshot below = open.isEmpty() ? piece.belowSection : bottom.orElse(piece.belowSection);
            if (joins && piece.leading.isPresent()) {
                open.addAll(piece.leading.get());
                add(runs, open, below);
            }
            if (!joins || !piece.isThrough) {
                open.clear();
                below = piece.belowTrailing;
            }
            open.addAll(piece.trailing);
            bottom = Optional.of(below);
        }
        if (pieces.size() > 1 && pieces.get(pieces.size() - 1).isThrough) {
            add(runs, open, bottom.orElseThrow());
        }
        return runs;
    }

    private static void add(List<Run> runs, List<Revision> revisions, SchemaSnapshot bottom) {
        if (revisions.size() > 1) {
            runs.add(new Run(List.copyOf(revisions), bottom));
        }
    }
}
