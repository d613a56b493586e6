package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code sqitch.plan}. Source: Sqitch documentation, "sqitchchanges" and the section "Grammar" of App::Sqitch::Plan.
 *
 * @param project its name
 * @param uri of the project; empty when the plan names none
 * @param changes in the order of the plan
 * @param tags in the order of the plan
 */
record SqitchPlan(String project, Optional<String> uri, List<Change> changes, List<Tag> tags) {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String END = "\\s+(?<time>" + TIME
            + ")[ \\t]+(?<planner>[^<\\s][^<]*)[ \\t]<(?<email>[^>]+)>\\s*(?:#\\s*(?<note>.*?)\\s*)?";
    private static final Pattern PRAGMA = Pattern.compile("\\s*%\\s*([\\w-]+)\\s*(?:=\\s*(.*?))?\\s*");
    private static final Pattern TAG = Pattern.compile("\\s*@(\\S+)" + END);
    private static final Pattern CHANGE =
            Pattern.compile("\\s*([+-]?)\\s*([^\\s\\[\\]#@:\\\\]+)(?:\\s+\\[([^\\]]*)])?" + END);

    /** Names that mean a place in the plan. */
    private static final Set<String> RESERVED = Set.of("HEAD", "ROOT");

    /** What Sqitch writes in place of a character that would end the line. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\nr])");

    /**
     * A change.
     *
     * @param id its name; of a change that was reworked later on, with the first tag behind it
     * @param reworkTags the tags between it and the change that reworks it; empty when nothing does
     * @param dependencies in the order of the plan
     * @param planned who planned it, and when
     * @param line where it stands in the plan
     */
    record Change(
            String id, String name, List<String> reworkTags, List<Dependency> dependencies, Planned planned, int line) {

        String note() {
            return planned.note();
        }
    }

    /**
     * A name for the place behind a change.
     *
     * @param name without the at sign
     * @param change the index of the change before it
     */
    record Tag(String name, int change, Planned planned) {}

    /**
     * What a change needs to be there, or not to be.
     *
     * @param project that it is of; empty for this one
     * @param wanted the name of a change, a tag, both, or the id of a change
     */
    record Dependency(boolean isConflict, Optional<String> project, String wanted) {

        /** Return it as Sqitch writes it down. */
        @Override
        public String toString() {
            return project.map(name -> name + ":").orElse("") + wanted;
        }
    }

    /**
     * Who planned a line of the plan.
     *
     * @param time in UTC, as the plan has it
     * @param note what the planner wrote about it; empty for none
     */
    record Planned(String time, String planner, String email, String note) {

        static Planned of(Matcher line) {
            String note = line.group("note") == null ? "" : line.group("note");
            return new Planned(
                    line.group("time"),
                    line.group("planner"),
                    line.group("email"),
                    ESCAPE.matcher(note)
                            .replaceAll(escape -> Matcher.quoteReplacement(
                                    switch (escape.group(1)) {
                                        case "n" -> "\n";
                                        case "r" -> "\r";
                                        default -> "\\";
                                    })));
        }
    }

    static SqitchPlan parse(HistoryFolder folder, SourceText source) {
        return new Parser(folder, source.withoutByteOrderMark()).parse();
    }

    private static final class Parser {

        private final HistoryFolder folder;
        private final SourceText source;
        private final List<Change> changes = new ArrayList<>();
        private final List<Tag> tags = new ArrayList<>();
        private final Map<String, Integer> latest = new HashMap<>();
        private String project = "";
        private Optional<String> uri = Optional.empty();
        private int line;

        Parser(HistoryFolder folder, SourceText source) {
            this.folder = folder;
            this.source = source;
        }

        SqitchPlan parse() {
            for (String content : ScriptLines.of(source)) {
                line++;
                take(content);
            }
            if (project.isEmpty()) {
                folder.problem(
                        source.file(), 1, "the plan names no project, which Sqitch refuses: add a line %project=name");
            }
            return new SqitchPlan(project, uri, List.copyOf(changes), List.copyOf(tags));
        }

        private void take(String content) {
            if (content.isBlank() || content.strip().startsWith("#")) {
                return;
            }
            Matcher pragma = PRAGMA.matcher(content);
            Matcher tag = TAG.matcher(content);
            Matcher change = CHANGE.matcher(content);
            if (pragma.matches()) {
                pragma(pragma.group(1), pragma.group(2) == null ? "" : pragma.group(2));
            } else if (tag.matches()) {
                tag(tag.group(1), Planned.of(tag));
            } else if (change.matches()) {
                change(change);
            } else {
                refuse(
                        "Sqitch expects NAME [dependencies] 2024-01-31T12:00:00Z Planner <email> # note, or @TAG in place of the"
                                + " name and dependencies");
            }
        }

        private void pragma(String name, String value) {
            if (name.equals("project")) {
                project = value;
            } else if (name.equals("uri") && !value.isEmpty()) {
                uri = Optional.of(value);
            }
        }

        private void tag(String name, Planned planned) {
            if (changes.isEmpty()) {
                refuse("the tag @" + name + " has no change before it");
            } else if (hasTag(name)) {
                refuse("the tag @" + name + " stands in the plan twice");
            }
            tags.add(new Tag(name, changes.size() - 1, planned));
        }

        private boolean hasTag(String name) {
            return tags.stream().anyMatch(tag -> tag.name().equals(name));
        }

        private void change(Matcher matcher) {
            String name = matcher.group(2);
            if (matcher.group(1).equals("-")) {
                refuse("'-" + name
                        + "' takes a change back within the plan, which is not read here: remove both lines");
                return;
            }
            if (RESERVED.contains(name)) {
                refuse("'" + name + "' is a name that Sqitch keeps for itself: choose another one");
                return;
            }
            rework(name);
            List<Dependency> dependencies = new ArrayList<>();
            if (matcher.group(3) != null) {
                for (String written : matcher.group(3).strip().split("\\s+", -1)) {
                    if (!written.replaceFirst("^!", "").isEmpty()) {
                        dependencies.add(dependency(name, written));
                    }
                }
            }
            latest.put(name, changes.size());
            changes.add(new Change(name, name, List.of(), dependencies, Planned.of(matcher), line));
        }

        /** The same name once more: the earlier change keeps its scripts under the name of a tag between the two. */
        private void rework(String name) {
            Integer earlier = latest.get(name);
            if (earlier == null) {
                return;
            }
            List<String> between = new ArrayList<>();
            tags.stream().filter(tag -> tag.change() >= earlier).map(Tag::name).forEach(between::add);
            if (between.isEmpty()) {
                refuse("the change '" + name
                        + "' stands in the plan twice, without a tag between: a change is reworked after a"
                        + " tag only");
                return;
            }
            Change old = changes.get(earlier);
            changes.set(
                    earlier,
                    new Change(
                            name + "@" + between.get(0), name, between, old.dependencies(), old.planned(), old.line()));
        }

        private Dependency dependency(String name, String written) {
            boolean conflict = written.startsWith("!");
            String wanted = conflict ? written.substring(1) : written;
            int colon = wanted.indexOf(':');
            Optional<String> other = Optional.of(wanted.substring(0, Math.max(0, colon)))
                    .filter(of -> colon >= 0 && !of.equals(project));
            Dependency dependency = new Dependency(conflict, other, wanted.substring(colon + 1));
            check(name, dependency);
            return dependency;
        }

        /** Changes of other projects are somebody else's affair. */
        private void check(String name, Dependency dependency) {
            if (dependency.project().isPresent()) {
                if (!dependency.isConflict()) {
                    folder.note(
                            HistoryFolder.name(source.file()) + ":" + line + ": '" + name + "' requires " + dependency
                                    + " of another project, which is not applied here; --setup-sql can make what it needs");
                }
                return;
            }
            boolean present = isPlanned(dependency.wanted());
            if (dependency.isConflict() && present) {
                refuse("'" + name + "' conflicts with " + dependency + ", which stands above it");
            } else if (!dependency.isConflict() && !present) {
                refuse("'" + name + "' requires " + dependency + ", which does not stand above it in the plan");
            }
        }

        private boolean isPlanned(String wanted) {
            if (wanted.matches("[0-9a-f]{40}")) {
                return true; // the id of a change, which is a hash of its whole history
            }
            String[] changeAndTag = wanted.split("@", 2);
            Set<String> known = new HashSet<>(latest.keySet());
            boolean change =
                    changeAndTag[0].isEmpty() || known.contains(changeAndTag[0].replaceFirst("[\\^~]\\d*$", ""));
            boolean tag = changeAndTag.length < 2
                    || hasTag(changeAndTag[1].replaceFirst("[\\^~]\\d*$", ""))
                    || RESERVED.contains(changeAndTag[1]);
            return change && tag;
        }

        private void refuse(String message) {
            folder.problem(source.file(), line, message);
        }
    }
}
