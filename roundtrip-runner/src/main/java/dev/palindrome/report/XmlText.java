package dev.palindrome.report;

/** Text of others on its way into XML 1.0, which has no way to say some characters: https://www.w3.org/TR/xml/#charsets. */
final class XmlText {

    private static final int REPLACEMENT = 0xFFFD;

    private XmlText() {}

    /** Return the text with the replacement character for what XML does not allow, such as control characters. */
    static String of(String text) {
        return text.codePoints()
                .map(character -> isAllowed(character) ? character : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** An unpaired surrogate is a code point of its own here. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
