package dev.palindrome.schema;

import java.util.List;
import java.util.stream.Collectors;

/** What is different between an expected and an actual schema, sorted by object. Immutable. */
public final class SchemaDiff {

    private final List<Difference> differences;
    private final List<ProbableRename> probableRenames;

    SchemaDiff(List<Difference> differences) {
        this(differences, List.of());
    }

    SchemaDiff(List<Difference> differences, List<ProbableRename> probableRenames) {
        this.differences = differences.stream().sorted().toList();
        this.probableRenames = List.copyOf(probableRenames);
    }

    /** Return every difference, sorted. */
    public List<Difference> differences() {
        return differences;
    }

    /** Return whether the schemas are equal in everything. */
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /** Return the differences that are more than order, server-made names or white space. */
    public List<Difference> real() {
        return differences.stream().filter(Difference::isReal).toList();
    }

    /** Return the differences in nothing but order, server-made names or white space. */
    public List<Difference> cosmetic() {
        return differences.stream().filter(difference -> !difference.isReal()).toList();
    }

    /** Return this difference without what is only cosmetic. */
    public SchemaDiff withoutCosmetic() {
        return new SchemaDiff(real(), probableRenames);
    }

    /** Return the missing and added objects that are most likely one and the same, sorted by the missing one. */
    public List<ProbableRename> probableRenames() {
        return probableRenames;
    }

    /** Return the differences, one below the other; empty for equal schemas. Without a line end. */
    public String render() {
        return differences.stream().map(Difference::render).collect(Collectors.joining("\n"));
    }

    /** Return {@link #render()}. */
    @Override
    public String toString() {
        return render();
    }
}
