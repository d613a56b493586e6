package dev.palindrome.roundtrip.concern;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text, in small letters, whatever they are in: identifiers, literals, comments and bodies of functions alike. A name that a script
 * can mean is among its words, piece by piece.
 */
final class Words {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    /** The server cuts longer identifiers (manual, Identifiers and Key Words). */
    private static final int LONGEST_NAME = 63;

    private final Set<String> words = new HashSet<>();

    static Words of(Collection<String> texts) {
        Words words = new Words();
        texts.forEach(words::add);
        return words;
    }

    void add(String text) {
        for (String word : pieces(text)) {
            words.add(word);
            words.add(cut(word));
        }
    }

    int size() {
        return words.size();
    }

    private static List<String> pieces(String text) {
        return Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT)))
                .filter(piece -> !piece.isEmpty())
                .toList();
    }

    private static String cut(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NAME) {
            return word;
        }
        int end = LONGEST_NAME;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Tell whether a name can be meant: all of its pieces are there. */
    boolean mention(String name) {
        return words.contains(name) || (!isPlain(name) && words.containsAll(pieces(name)));
    }

    private static boolean isPlain(String name) {
        return name.chars()
                .allMatch(letter -> Character.isLowerCase(letter) || Character.isDigit(letter) || letter == '_');
    }
}
