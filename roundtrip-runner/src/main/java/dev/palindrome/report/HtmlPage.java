package dev.palindrome.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/** What pages have in common: one file that loads nothing, with the style and the script that it brings. */
final class HtmlPage {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HtmlPage() {}

    /**
     * Write all that stands before the content.
     *
     * @param script the name of the script's resource; empty for none
     */
    static void begin(HtmlWriter html, String title, String script) throws IOException {
        String style = resource("report.css");
        String allowed = script.isEmpty() ? "'none'" : "'" + hash(resource(script)) + "'";
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        // Were markup of a stranger's ever let through, no browser would run it or load anything for it.
        html.start(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src '%s'; script-src %s; base-uri 'none'; form-action 'none'"
                        .formatted(hash(style), allowed));
        html.markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.element("title", title);
        html.markup("\n<style>" + style + "</style>\n</head>\n<body>\n");
    }

    static void end(HtmlWriter html, String script) throws IOException {
        html.markup(script.isEmpty() ? "" : "<script>" + resource(script) + "</script>\n");
        html.markup("</body>\n</html>\n");
    }

    static void product(HtmlWriter html) throws IOException {
        html.markup("<p class=\"product\"><span aria-hidden=\"true\">↑↓↑</span> ");
        html.text("Palindrome " + ToolVersion.current());
        html.markup("</p>\n");
    }

    static String date(Instant moment) {
        return DATE.format(moment);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
