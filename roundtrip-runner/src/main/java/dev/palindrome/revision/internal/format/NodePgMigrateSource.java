package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.RevisionHistory;
import dev.palindrome.revision.RevisionId;
import dev.palindrome.revision.RevisionSource;
import dev.palindrome.revision.TransactionMode;
import dev.palindrome.revision.internal.sql.Directives;
import dev.palindrome.revision.internal.sql.SourceText;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL revisions of <a href="https://github.com/salsita/node-pg-migrate">node-pg-migrate</a>: one file with
 * {@code -- Up Migration} and {@code -- Down Migration}, or {@code X.up.sql} beside {@code X.down.sql}, in the order of the number
 * that their names begin with. What is written in JavaScript or TypeScript is not run.
 */
public final class NodePgMigrateSource implements RevisionSource {

    private static final Pattern UP = marker("up");
    private static final Pattern DOWN = marker("down");
    private static final Pattern NAME = Pattern.compile("(\\d+)(.*)", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile(".*\\.(js|cjs|mjs|ts|cts|mts)");
    private static final int DATE_DIGITS = 17;
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMddHHmmss")
            .appendValue(ChronoField.MILLI_OF_SECOND, 3)
            .toFormatter();

    private static Pattern marker(String direction) {
        return Pattern.compile(
                "^\\s*--[\\s-]*" + direction + "\\s+migration", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    @Override
    public String format() {
        return "node-pg-migrate";
    }

    @Override
    public Optional<String> recognise(Path directory) {
        if (RustProject.dependsOn(directory, "sqlx")) {
            return Optional.empty(); // a comment there is only a comment
        }
        return new HistoryFolder(directory)
                .scriptsWithLine(
                        line -> UP.matcher(line).find() || DOWN.matcher(line).find(), "'-- Up Migration' or Down");
    }

    @Override
    public RevisionHistory read(Path directory) {
        HistoryFolder folder = new HistoryFolder(directory);
        Chain chain = new Chain();
        Map<String, Path> downs = new HashMap<>();
        List<Path> scripts = new ArrayList<>();
        List<Path> programs = new ArrayList<>();
        List<Path> passedOver = new ArrayList<>();
        for (Path file : folder.files()) {
            String name = file.toString();
            if (name.startsWith(".")) {
                continue;
            }
            if (PROGRAM.matcher(name).matches()) {
                programs.add(file);
            } else if (!name.endsWith(".sql")) {
                passedOver.add(file);
            } else if (name.endsWith(".down.sql")) {
                downs.put(unit(file), file);
            } else {
                scripts.add(file);
            }
        }
        folder.notePassedOver(programs, "written in JavaScript or TypeScript, which is not run here");
        folder.notePassedOver(passedOver, "not named *.sql");
        scripts.stream().sorted(order(folder)).forEach(file -> revision(folder, file, downs, chain));
        downs.values().stream()
                .sorted()
                .forEach(down -> folder.problem(
                        down,
                        "missing up: there is no " + unit(down) + ".up.sql beside it; add it, or remove this one"));
        folder.refuseIfMalformed();
        return new RevisionHistory(
                format(), directory, chain.graph(), folder.notes(), Optional.of(VersionTables.nodePgMigrate()));
    }

    private static Comparator<Path> order(HistoryFolder folder) {
        return Comparator.comparing((Path file) -> number(folder, file)).thenComparing(Path::toString);
    }

    /** A time of 17 digits counts as the milliseconds that it stands for. */
    private static BigInteger number(HistoryFolder folder, Path file) {
        Matcher name = NAME.matcher(file.toString());
        if (!name.matches()) {
            folder.problem(file, "node-pg-migrate expects a number before the name, such as 1700000000000_title.sql");
            return BigInteger.ZERO;
        }
        if (name.group(1).length() == DATE_DIGITS) {
            try {
                return BigInteger.valueOf(LocalDateTime.parse(name.group(1), DATE)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
            } catch (DateTimeException e) {
                folder.problem(file, "'" + name.group(1) + "' is no date: expected yyyyMMddHHmmssSSS");
            }
        }
        return new BigInteger(name.group(1));
    }

    private static void revision(HistoryFolder folder, Path file, Map<String, Path> downs, Chain chain) {
        Optional<SourceText> up = folder.read(file);
        if (up.isEmpty()) {
            return;
        }
        boolean pair = file.toString().endsWith(".up.sql");
        Path other = downs.remove(unit(file));
        if (!pair && other != null) {
            folder.problem(
                    other,
                    "it is the way down of " + unit(file) + ".up.sql, but there is " + file
                            + ", which has its own: keep one of the two forms");
            return;
        }
        Optional<SourceText> down =
                pair ? Optional.ofNullable(other).flatMap(folder::read) : section(up.get(), DOWN, UP);
        SourceText above = pair ? up.get() : section(up.get(), UP, DOWN).orElse(up.get());
        RawScript upgrade = RawScript.of(above, TransactionMode.SCRIPT);
        Optional<RawScript> downgrade = down.map(source -> RawScript.of(source, TransactionMode.SCRIPT));
        folder.problems(upgrade.problems());
        downgrade.ifPresent(script -> folder.problems(script.problems()));
        Directives directives = downgrade
                .map(script -> upgrade.directives().and(script.directives()))
                .orElse(upgrade.directives());
        folder.problems(directives.problems());
        chain.add(
                new RevisionId(unit(file)),
                words(file),
                upgrade.script(),
                Downgrades.of(
                        folder,
                        downgrade.map(RawScript::script),
                        directives,
                        pair ? unit(file) + ".down.sql" : "a line '-- Down Migration' in " + file),
                directives.allowances(),
                file);
    }

    /** The tool takes the first marker of each direction, and the text up to the other one, if that is below. */
    private static Optional<SourceText> section(SourceText source, Pattern marker, Pattern other) {
        int start = start(source, marker);
        if (start < 0) {
            return Optional.empty();
        }
        int end = start(source, other);
        return Optional.of(source.part(start, end > start ? end : source.text().length()));
    }

    /** Blank lines above a marker belong to the match, and to no direction. */
    private static int start(SourceText source, Pattern marker) {
        Matcher found = marker.matcher(source.text());
        if (!found.find()) {
            return -1;
        }
        return source.text().lastIndexOf('\n', source.text().indexOf("--", found.start())) + 1;
    }

    private static String unit(Path file) {
        return file.toString().replaceFirst("(\\.(up|down))?\\.sql$", "");
    }

    private static String words(Path file) {
        String words = unit(file).replaceFirst("^\\d+[-_]*", "").replaceAll("[-_]+", " ");
        return words.isEmpty() ? unit(file) : words;
    }
}
