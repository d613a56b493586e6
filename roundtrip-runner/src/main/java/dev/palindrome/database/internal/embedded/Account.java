package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.DatabaseUnavailableException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the server. PostgreSQL refuses root (https://www.postgresql.org/docs/current/postgres-user.html), so root
 * drops to someone else.
 *
 * @param prefix what stands before a command; empty for ordinary users
 * @param owner who must own the server's files; null when it is this process's user
 * @param remark what to tell the user; empty when there is nothing to tell
 */
record Account(List<String> prefix, @Nullable UserPrincipal owner, String remark) {

    private static final String WHY = ", since PostgreSQL refuses root";

    /** Find an account; a directory of this process tells who we are. */
    static Account find(Path ownDirectory) throws DatabaseUnavailableException, IOException, InterruptedException {
        if (!isRoot(ownDirectory)) {
            return new Account(List.of(), null, "");
        }
        // A user namespace in which root has no name: files stay ours, but the process may not do what root may.
        List<String> unshare = List.of("unshare", "-U");
        if (works(unshare)) {
            return new Account(unshare, null, "under unshare -U" + WHY);
        }
        for (String user : List.of("postgres", "nobody")) {
            for (List<String> prefix : ways(user)) {
                if (works(prefix)) {
                    return new Account(prefix, principal(user), "as user " + user + WHY);
                }
            }
        }
        throw new DatabaseUnavailableException(
                "PostgreSQL refuses root, and there is no way to another user: unshare -U is not allowed, and neither setpriv nor runuser gets to postgres or nobody",
                "Run as an ordinary user, or install the package util-linux.");
    }

    private static List<List<String>> ways(String user) throws IOException, InterruptedException {
        Command.Outcome group = Command.run(List.of("id", "-g", user));
        return group.exitCode() != 0
                ? List.of()
                : List.of(
                        List.of("setpriv", "--reuid=" + user, "--regid=" + group.output(), "--clear-groups", "--"),
                        List.of("runuser", "-u", user, "--"));
    }

    private static boolean isRoot(Path ownDirectory) throws IOException {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                && Integer.valueOf(0).equals(Files.getAttribute(ownDirectory, "unix:uid"));
    }

    private static UserPrincipal principal(String user) throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
    }

    private static boolean works(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("sh", "-c", "exit 0"));
        try {
            return Command.run(command).exitCode() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Give a file or directory to the account. */
    void own(Path path) throws IOException {
        if (owner != null) {
            Files.setOwner(path, owner);
        }
    }
}
