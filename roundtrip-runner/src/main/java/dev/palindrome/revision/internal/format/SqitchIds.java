package dev.palindrome.revision.internal.format;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ids under which Sqitch knows the changes and tags of a plan: digests of what the plan says of them, and of all that stand before
 * them. Source: App::Sqitch::Plan::Change and App::Sqitch::Plan::Tag, {@code info} and {@code id}.
 *
 * @param changes the ids of the changes, in the order of the plan
 */
record SqitchIds(SqitchPlan plan, Optional<String> uri, List<String> changes) {

    /** How an id looks. */
    static final String PATTERN = "[0-9a-f]{40}";

    static SqitchIds of(SqitchPlan plan) {
        Optional<String> uri = plan.uri().map(SqitchIds::canonical);
        List<String> ids = new ArrayList<>();
        for (SqitchPlan.Change change : plan.changes()) {
            List<String> info = new ArrayList<>(project(plan, uri));
            info.add("change " + change.name());
            if (!ids.isEmpty()) {
                info.add("parent " + ids.get(ids.size() - 1));
            }
            info.addAll(planned(change.planned()));
            info.addAll(dependencies(change, "requires", "  + ", false));
            info.addAll(dependencies(change, "conflicts", "  - ", true));
            info.addAll(note(change.planned()));
            ids.add(id("change", info));
        }
        return new SqitchIds(plan, uri, List.copyOf(ids));
    }

    String change(int place) {
        return changes.get(place);
    }

    String tag(SqitchPlan.Tag tag) {
        List<String> info = new ArrayList<>(project(plan, uri));
        info.add("tag @" + tag.name());
        info.add("change " + change(tag.change()));
        info.addAll(planned(tag.planned()));
        info.addAll(note(tag.planned()));
        return id("tag", info);
    }

    /**
     * Return the id of what stands before a place in the plan, as Sqitch resolves a dependency: behind a tag, the last of a name up to
     * a tag, or else the first of a name.
     */
    String resolve(String wanted, int place) {
        if (wanted.matches(PATTERN)) {
            return wanted;
        }
        String[] changeAndTag = wanted.split("@", 2);
        if (changeAndTag.length == 1) {
            return named(wanted, IntStream.range(0, place));
        }
        int last = plan.tags().stream()
                .filter(tag -> tag.name().equals(changeAndTag[1]))
                .findFirst()
                .map(SqitchPlan.Tag::change)
                .orElse(place - 1);
        return changeAndTag[0].isEmpty()
                ? changes.get(last)
                : named(changeAndTag[0], IntStream.rangeClosed(0, last).map(at -> last - at));
    }

    private String named(String name, IntStream places) {
        return places.filter(at -> plan.changes().get(at).name().equals(name))
                .mapToObj(changes::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " does not stand in the plan, which was checked"));
    }

    private static List<String> project(SqitchPlan plan, Optional<String> uri) {
        return uri.map(known -> List.of("project " + plan.project(), "uri " + known))
                .orElse(List.of("project " + plan.project()));
    }

    private static List<String> planned(SqitchPlan.Planned planned) {
        return List.of("planner " + planned.planner() + " <" + planned.email() + ">", "date " + planned.time());
    }

    private static List<String> dependencies(
            SqitchPlan.Change change, String heading, String bullet, boolean conflicts) {
        List<String> lines = change.dependencies().stream()
                .filter(dependency -> dependency.isConflict() == conflicts)
                .map(dependency -> bullet + dependency)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!lines.isEmpty()) {
            lines.add(0, heading);
        }
        return lines;
    }

    private static List<String> note(SqitchPlan.Planned planned) {
        return planned.note().isEmpty() ? List.of() : List.of("", planned.note());
    }

    /** As git names its objects: by kind, length and content. */
    private static String id(String kind, List<String> info) {
        byte[] content = String.join("\n", info).getBytes(StandardCharsets.UTF_8);
        byte[] heading = (kind + " " + content.length + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[heading.length + content.length];
        System.arraycopy(heading, 0, whole, 0, heading.length);
        System.arraycopy(content, 0, whole, heading.length, content.length);
        return sha1(whole);
    }

    static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** Sqitch takes scheme and host in lower case, and writes the root of a web address as a slash. */
    private static String canonical(String written) {
        try {
            URI uri = new URI(written);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return written;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getRawPath().isEmpty() && scheme.matches("https?") ? "/" : uri.getRawPath();
            boolean usual =
                    (scheme.equals("http") && uri.getPort() == 80) || (scheme.equals("https") && uri.getPort() == 443);
            String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
            String account = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return scheme + "://" + account + uri.getHost().toLowerCase(Locale.ROOT) + port + path + query;
        } catch (URISyntaxException e) {
            return written;
        }
    }
}
