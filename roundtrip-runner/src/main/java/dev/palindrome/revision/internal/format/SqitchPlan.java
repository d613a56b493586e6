package dev.palindrome.revision.internal.format;

import dev.palindrome.revision.internal.sql.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The changes of a {@code sqitch.plan}, in its order. Source: Sqitch documentation, "sqitchchanges" and the section "Grammar" of
 * App::Sqitch::Plan.
 */
record SqitchPlan(List<Change> changes) {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    private static final String END = "\\s+" + TIME + "\\s+\\S.*?\\s+<[^>]+>\\s*(?:#\\s*(.*?)\\s*)?";
    private static final Pattern PRAGMA = Pattern.compile("\\s*%\\s*([\\w-]+)\\s*(?:=\\s*(.*?))?\\s*");
    private static final Pattern TAG = Pattern.compile("\\s*@(\\S+)" + END);
    private static final Pattern CHANGE =
            Pattern.compile("\\s*([+-]?)\\s*([^\\s\\[\\]#@:\\\\]+)(?:\\s+\\[([^\\]]*)])?" + END);

    /** Names that mean a place in the plan. */
    private static final Set<String> RESERVED = Set.of("HEAD", "ROOT");

    /**
     * A change.
     *
     * @param id its name; of a change that was reworked later on, with the first tag behind it
     * @param reworkTags the tags between it and the change that reworks it; empty when nothing does
     * @param note what the planner wrote about it
     * @param line where it stands in the plan
     */
    record Change(String id, String name, List<String> reworkTags, String note, int line) {}

    static SqitchPlan parse(HistoryFolder folder, SourceText source) {
        return new Parser(folder, source.withoutByteOrderMark()).parse();
    }

    private static final class Parser {

        private final HistoryFolder folder;
        private final SourceText source;
        private final List<Change> changes = new ArrayList<>();
        private final List<Integer> tagPlaces = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final Map<String, Integer> latest = new HashMap<>();
        private String project = "";
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
            return new SqitchPlan(changes);
        }

        private void take(String content) {
            if (content.isBlank() || content.strip().startsWith("#")) {
                return;
            }
            Matcher pragma = PRAGMA.matcher(content);
            Matcher tag = TAG.matcher(content);
            Matcher change = CHANGE.matcher(content);
            if (pragma.matches()) {
                if (pragma.group(1).equals("project")) {
                    project = pragma.group(2) == null ? "" : pragma.group(2);
                }
            } else if (tag.matches()) {
                tag(tag.group(1));
            } else if (change.matches()) {
                change(change);
            } else {
                refuse(
                        "Sqitch expects NAME [dependencies] 2024-01-31T12:00:00Z Planner <email> # note, or @TAG in place of the"
                                + " name and dependencies");
            }
        }

        private void tag(String name) {
            if (changes.isEmpty()) {
                refuse("the tag @" + name + " has no change before it");
            } else if (tags.contains(name)) {
                refuse("the tag @" + name + " stands in the plan twice");
            }
            tags.add(name);
            tagPlaces.add(changes.size());
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
            if (matcher.group(3) != null) {
                for (String dependency : matcher.group(3).strip().split("\\s+", -1)) {
                    dependency(name, dependency);
                }
            }
            String note = matcher.group(4);
            latest.put(name, changes.size());
            changes.add(new Change(name, name, List.of(), note == null ? "" : note.replace("\\n", " "), line));
        }

        /** The same name once more: the earlier change keeps its scripts under the name of a tag between the two. */
        private void rework(String name) {
            Integer earlier = latest.get(name);
            if (earlier == null) {
                return;
            }
            List<String> between = new ArrayList<>();
            for (int index = 0; index < tags.size(); index++) {
                if (tagPlaces.get(index) > earlier) {
                    between.add(tags.get(index));
                }
            }
            if (between.isEmpty()) {
                refuse("the change '" + name
                        + "' stands in the plan twice, without a tag between: a change is reworked after a"
                        + " tag only");
                return;
            }
            Change old = changes.get(earlier);
            changes.set(earlier, new Change(name + "@" + between.get(0), name, between, old.note(), old.line()));
        }

        /** Changes of other projects are somebody else's affair. */
        private void dependency(String name, String written) {
            boolean conflict = written.startsWith("!");
            String wanted = conflict ? written.substring(1) : written;
            if (wanted.isEmpty()) {
                return;
            }
            if (wanted.contains(":")) {
                String[] projectAndChange = wanted.split(":", 2);
                if (!projectAndChange[0].equals(project)) {
                    if (!conflict) {
                        folder.note(
                                HistoryFolder.name(source.file()) + ":" + line + ": '" + name + "' requires " + wanted
                                        + " of another project, which is not applied here; --setup-sql can make what it needs");
                    }
                    return;
                }
                wanted = projectAndChange[1];
            }
            boolean present = isPlanned(wanted);
            if (conflict && present) {
                refuse("'" + name + "' conflicts with " + wanted + ", which stands above it");
            } else if (!conflict && !present) {
                refuse("'" + name + "' requires " + wanted + ", which does not stand above it in the plan");
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
                    || tags.contains(changeAndTag[1].replaceFirst("[\\^~]\\d*$", ""))
                    || RESERVED.contains(changeAndTag[1]);
            return change && tag;
        }

        private void refuse(String message) {
            folder.problem(source.file(), line, message);
        }
    }
}
