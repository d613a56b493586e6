package dev.palindrome.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the SQL of a dump in the encoding that the dump itself names, near its beginning. */
final class DumpEncoding {

    private static final int HEAD = 1 << 14;

    private static final Pattern NAMED = Pattern.compile("(?m)^SET client_encoding (?:=|TO) '(\\w+)';");

    /** PostgreSQL manual, "Character Set Support"; what has no name of its own in Java. */
    private static final Map<String, String> IN_JAVA = Map.ofEntries(
            Map.entry("UTF8", "UTF-8"),
            Map.entry("UNICODE", "UTF-8"),
            // Whatever it holds, this driver sends UTF-8.
            Map.entry("SQL_ASCII", "UTF-8"),
            Map.entry("LATIN1", "ISO-8859-1"),
            Map.entry("LATIN2", "ISO-8859-2"),
            Map.entry("LATIN3", "ISO-8859-3"),
            Map.entry("LATIN4", "ISO-8859-4"),
            Map.entry("LATIN5", "ISO-8859-9"),
            Map.entry("LATIN7", "ISO-8859-13"),
            Map.entry("LATIN9", "ISO-8859-15"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("EUC_JP", "EUC-JP"),
            Map.entry("EUC_KR", "EUC-KR"),
            Map.entry("EUC_CN", "GB2312"));

    private DumpEncoding() {}

    /**
     * Return a reader that refuses what is not in the encoding.
     *
     * @param place what the stream is, for messages
     * @throws RehearsalException when it names an encoding that is not known here
     */
    static Reader read(InputStream stream, String place) throws IOException {
        stream.mark(HEAD);
        String head = new String(stream.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        stream.reset();
        Matcher named = NAMED.matcher(head);
        Charset charset = named.find() ? charset(named.group(1), place) : StandardCharsets.UTF_8;
        return new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Charset charset(String name, String place) {
        String windows = name.matches("WIN\\d{3,4}")
                ? name.replace("WIN", "windows-")
                : name.replace("ISO_", "ISO-").replace('_', '-');
        try {
            return Charset.forName(IN_JAVA.getOrDefault(name, windows));
        } catch (IllegalArgumentException e) {
            throw new RehearsalException(
                    "%s is in the encoding %s, which is not read here: write it with pg_dump --encoding=UTF8"
                            .formatted(place, name),
                    e);
        }
    }
}
