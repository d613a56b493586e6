package dev.palindrome.cli;

import dev.palindrome.revision.RevisionSources;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The values that {@code --format} can have, for help texts and completion. */
final class FormatNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Stream.of(List.of(RevisionSources.AUTO), RevisionSources.formats())
                .flatMap(List::stream)
                .iterator();
    }
}
