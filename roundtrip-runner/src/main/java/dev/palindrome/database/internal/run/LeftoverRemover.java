package dev.palindrome.database.internal.run;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Removes one kind of thing that a killed run left on this machine; found by {@link java.util.ServiceLoader}. */
public interface LeftoverRemover {

    /** Return the kind of record that it understands, as given to {@link Run#record}. */
    String kind();

    /**
     * Remove the thing, if it is still there. It may be gone, and other processes may be removing it too.
     *
     * @param record what the run wrote down
     * @return what was removed, in words; empty when nothing was left
     * @throws IOException when it could not be removed now; the record stays, and a later sweep tries again
     */
    Optional<String> remove(Map<String, String> record) throws IOException;
}
