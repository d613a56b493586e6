package dev.palindrome.database.internal.embedded;

import dev.palindrome.database.DatabaseUnavailableException;
import dev.palindrome.database.internal.run.CacheDirectory;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Unpacked binaries, and a data directory fresh from initdb to copy from; both in the cache.
 *
 * @param binaries holds {@code bin}, {@code lib} and {@code share}
 * @param cluster the data directory
 * @param password of the superuser {@value #SUPERUSER} in a fresh copy; only this user can read it
 */
record Installation(Path binaries, Path cluster, String password) {

    static final String SUPERUSER = "postgres";

    /** To be raised when what we do with a data directory changes in a way that {@link #SETTINGS} does not show. */
    private static final int FORMAT = 2;

    private static final String SETTINGS = """
            # A server for tests: what it holds need not survive a crash.
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            autovacuum = off
            checkpoint_timeout = '1d'
            max_connections = 300
            shared_buffers = '32MB'
            min_wal_size = '16MB'
            max_wal_size = '512MB'
            # Lets logical replication slots be created, as many a hosted server does.
            wal_level = logical
            # No files in /dev/shm that a kill -9 would leave there.
            dynamic_shared_memory_type = mmap
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            # Does not depend on the machine.
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            """;

    /**
     * Other users of this machine reach 127.0.0.1, too, so that a password is needed. SCRAM would cost a Java client
     * 10 ms for each session, and 150 ms for the first.
     */
    private static final String ACCESS = """
            host all         all 127.0.0.1/32 password
            host replication all 127.0.0.1/32 password
            """;

    /**
     * Take an installation from the cache, made first if need be.
     *
     * @throws DatabaseUnavailableException when there is no room for it, or initdb fails
     */
    static Installation of(Archive archive, Account account)
            throws DatabaseUnavailableException, IOException, InterruptedException {
        if (account.owner() != null) {
            // The other user may not be able to enter our home, and must be able to read this.
            return orUnavailable(CacheDirectory.temporary("palindrome-shared", "rwxr-xr-x"), archive, account);
        }
        try {
            return in(CacheDirectory.root().resolve("postgresql"), archive, account);
        } catch (IOException e) {
            // Such as a full disk; the temporary files may lie on another.
            Path temporary = CacheDirectory.temporary("palindrome", "rwx------");
            return orUnavailable(Files.createDirectories(temporary.resolve("postgresql")), archive, account);
        }
    }

    private static Installation orUnavailable(Path root, Archive archive, Account account)
            throws DatabaseUnavailableException, InterruptedException {
        try {
            return in(root, archive, account);
        } catch (IOException e) {
            throw new DatabaseUnavailableException(
                    "the binaries could not be unpacked: " + e.getMessage(), remedy(e), e);
        }
    }

    private static String remedy(IOException failure) {
        if (Objects.toString(failure.getMessage(), "").contains("could not look up effective user ID")) {
            // As in a container that is run with an id of the machine outside of it.
            return "PostgreSQL starts as a user that has a name only: run as one that /etc/passwd knows.";
        }
        return "They need 150 MB. Free some space, or name another directory with the property palindrome.cache.";
    }

    private static Installation in(Path root, Archive archive, Account account)
            throws IOException, InterruptedException {
        String fingerprint = archive.fingerprint();
        Path binaries = CacheEntry.get(root, "binaries-" + fingerprint, archive::unpackTo);
        String key = "cluster-%s-%d-%08x".formatted(fingerprint, FORMAT, (SETTINGS + ACCESS).hashCode());
        Path content = CacheEntry.get(root, key, directory -> initialise(binaries, directory, account));
        return new Installation(
                binaries,
                content.resolve("data"),
                Files.readString(content.resolve("password")).strip());
    }

    private static void initialise(Path binaries, Path directory, Account account)
            throws IOException, InterruptedException {
        Path passwordFile = directory.resolve("password");
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, randomPassword() + "\n");
        account.own(passwordFile);
        Path data = Files.createDirectory(
                directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(data);
        // C.UTF-8 knows the letters of all languages and sorts by code point: the same on every machine. Where the
        // system does not have it, C does.
        Command.Outcome outcome = initdb(binaries, data, passwordFile, account, "C.UTF-8");
        if (outcome.exitCode() != 0 && outcome.output().contains("invalid locale")) {
            outcome = initdb(binaries, data, passwordFile, account, "C");
        }
        if (outcome.exitCode() != 0) {
            throw new IOException("initdb failed: " + outcome.output());
        }
        Files.writeString(data.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
    }

    /** Return letters and digits that nobody guesses. */
    static String randomPassword() {
        return new BigInteger(160, new SecureRandom()).toString(36);
    }

    private static Command.Outcome initdb(Path binaries, Path data, Path passwordFile, Account account, String locale)
            throws IOException, InterruptedException {
        return Command.run(account.command(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + locale,
                // As with en_US.UTF-8, which the official Docker image has; initdb would choose 'simple'.
                "--text-search-config=english",
                // Small log files: less to copy at each start.
                "--wal-segsize=4",
                "--no-sync",
                "--no-instructions")));
    }

    List<String> serverCommand(Path data, int port) {
        return new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
    }
}
