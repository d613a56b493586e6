package dev.palindrome.database;

import dev.palindrome.database.internal.run.LeftoverRemover;
import dev.palindrome.database.internal.run.Runs;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** What runs that were killed left behind: server processes, data directories, containers, databases. */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Remove what dead runs of this user left on this machine. Runs that are still alive are not touched. It is done
     * whenever a server is started, too.
     *
     * @return what was removed, in words; empty when nothing was left
     * @throws DatabaseConfigurationException when there is no directory in which runs can be recorded
     */
    public static List<String> sweep() {
        return runs().sweep(ServiceLoader.load(LeftoverRemover.class, LeftoverRemover.class.getClassLoader()));
    }

    private static Runs runs() {
        try {
            return Runs.ofThisUser();
        } catch (UncheckedIOException e) {
            throw new DatabaseConfigurationException(e.getMessage(), e);
        }
    }

    /**
     * As {@link #sweep()}, and drop the databases that dead runs left on the server that the options name.
     *
     * @throws DatabaseConfigurationException when that server cannot be used
     */
    public static List<String> sweep(DatabaseOptions options) {
        List<String> removed = new ArrayList<>(sweep());
        for (DatabaseSource source : TestServers.sources()) {
            removed.addAll(source.sweep(options));
        }
        return List.copyOf(removed);
    }
}
