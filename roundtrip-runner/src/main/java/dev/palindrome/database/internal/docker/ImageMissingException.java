package dev.palindrome.database.internal.docker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image is neither here nor to be had. */
final class ImageMissingException extends Exception {

    private static final long serialVersionUID = 1L;

    /** How docker-java passes on the daemon's answer: {@code Status 500: {"message":"…"}}. */
    private static final Pattern ANSWER = Pattern.compile("\\{\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"}");

    ImageMissingException(String image, Throwable cause) {
        super("image %s is not here and could not be pulled: %s".formatted(image, reason(cause)), cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        Matcher answer = ANSWER.matcher(message);
        String words = answer.find() ? answer.group(1).replaceAll("\\\\(.)", "$1") : message;
        return words.strip().lines().findFirst().orElse("no reason was given");
    }
}
