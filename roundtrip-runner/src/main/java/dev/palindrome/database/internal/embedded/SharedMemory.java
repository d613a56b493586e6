package dev.palindrome.database.internal.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The small System V segment by which a server keeps a second one from its data directory. A server removes it when it
 * ends; one that is killed (kill -9, out of memory) cannot.
 *
 * @param key what the server asked for
 * @param id what it got
 */
record SharedMemory(String key, String id) {

    /** In the seventh line of the file, key and id: CreateLockFile in PostgreSQL's miscinit.c. */
    private static final int LINE = 6;

    private static final int USERS = 6;

    /** Return the segment of a data directory; empty when its server has ended as it should. */
    static Optional<SharedMemory> of(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            String[] keyAndId = lines.size() > LINE ? lines.get(LINE).strip().split("\\s+") : new String[0];
            return keyAndId.length == 2 ? Optional.of(new SharedMemory(keyAndId[0], keyAndId[1])) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Remove the segment if it is still there, and no process uses it; both are known on Linux only. */
    void release() throws IOException, InterruptedException {
        Path segments = Path.of("/proc/sysvipc/shm");
        if (Files.isReadable(segments) && Files.readAllLines(segments).stream().anyMatch(this::isUnused)) {
            Command.run(List.of("ipcrm", "-m", id));
        }
    }

    /** Columns: key, id, permissions, size, creator, last user, number of users, and more. */
    private boolean isUnused(String line) {
        String[] columns = line.strip().split("\\s+", -1);
        return columns.length > USERS && columns[0].equals(key) && columns[1].equals(id) && columns[USERS].equals("0");
    }
}
