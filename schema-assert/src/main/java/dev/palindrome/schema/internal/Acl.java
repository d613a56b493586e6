package dev.palindrome.schema.internal;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rights on an object, without the order in which they were granted.
 *
 * <p>PostgreSQL keeps no list as long as nobody granted or revoked anything; a list equal to the default of the object's
 * kind means the same. Written as described in section 5.8 of PostgreSQL's manual, "Privileges".
 */
public final class Acl {

    private static final Map<Character, String> PRIVILEGES = Map.ofEntries(
            Map.entry('r', "SELECT"),
            Map.entry('a', "INSERT"),
            Map.entry('w', "UPDATE"),
            Map.entry('d', "DELETE"),
            Map.entry('D', "TRUNCATE"),
            Map.entry('x', "REFERENCES"),
            Map.entry('t', "TRIGGER"),
            Map.entry('m', "MAINTAIN"),
            Map.entry('X', "EXECUTE"),
            Map.entry('U', "USAGE"),
            Map.entry('C', "CREATE"),
            Map.entry('T', "TEMPORARY"),
            Map.entry('c', "CONNECT"),
            Map.entry('s', "SET"),
            Map.entry('A', "ALTER SYSTEM"));

    private static final String ORDER = "rawdDxtmXUCTcsA";

    private final String owner;
    private final SortedMap<Grant, SortedMap<Integer, Boolean>> rights;
    private final SortedMap<Grant, SortedMap<Integer, Boolean>> defaults;

    private Acl(
            String owner,
            SortedMap<Grant, SortedMap<Integer, Boolean>> rights,
            SortedMap<Grant, SortedMap<Integer, Boolean>> defaults) {
        this.owner = owner;
        this.rights = rights;
        this.defaults = defaults;
    }

    private record Grant(String grantee, String grantor) implements Comparable<Grant> {
        @Override
        public int compareTo(Grant other) {
            int order = grantee.compareTo(other.grantee);
            return order != 0 ? order : grantor.compareTo(other.grantor);
        }
    }

    /**
     * Read an access control list.
     *
     * @param items the text of an {@code aclitem[]}
     * @param defaultItems the text of what {@code acldefault} gives for the object
     */
    public static Acl of(String owner, String items, String defaultItems) {
        return new Acl(owner, parse(items), parse(defaultItems));
    }

    private static SortedMap<Grant, SortedMap<Integer, Boolean>> parse(String items) {
        SortedMap<Grant, SortedMap<Integer, Boolean>> rights = new TreeMap<>();
        for (String item : ArrayText.elements(items)) {
            new ItemScanner(item).addTo(rights);
        }
        return rights;
    }

    /**
     * Return the rights of each role that are not the default ones, sorted by role. What the owner may do with a new object,
     * and everybody with a function, goes without saying; what was taken away from them reads {@code none}.
     */
    public SortedMap<String, String> grants() {
        SortedMap<String, String> grants = new TreeMap<>();
        rights.forEach((grant, privileges) -> {
            if (!privileges.equals(defaults.get(grant))) {
                grants.put(label(grant), words(privileges));
            }
        });
        defaults.keySet().stream()
                .filter(grant -> !rights.containsKey(grant))
                .forEach(grant -> grants.put(label(grant), "none"));
        return grants;
    }

    private String label(Grant grant) {
        String grantee = grant.grantee.isEmpty() ? "PUBLIC" : grant.grantee;
        return grant.grantor.equals(owner) ? grantee : grantee + " by " + grant.grantor;
    }

    private String words(SortedMap<Integer, Boolean> privileges) {
        SortedMap<Integer, Boolean> all = defaults.get(new Grant(owner, owner));
        if (all != null && privileges.keySet().equals(all.keySet())) {
            SortedSet<Boolean> options = new TreeSet<>(privileges.values());
            if (options.size() == 1) {
                return options.first() ? "ALL WITH GRANT OPTION" : "ALL";
            }
        }
        return privileges.entrySet().stream()
                .map(privilege -> word(privilege.getKey()) + (privilege.getValue() ? " WITH GRANT OPTION" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String word(int order) {
        char letter = ORDER.charAt(order);
        @Nullable String word = PRIVILEGES.get(letter);
        return word == null ? String.valueOf(letter) : word;
    }

    /** Reads {@code grantee=privileges/grantor}, where a role's name may be quoted and a star marks a grant option. */
    private static final class ItemScanner {

        private final String item;
        private int position;

        ItemScanner(String item) {
            this.item = item;
        }

        void addTo(SortedMap<Grant, SortedMap<Integer, Boolean>> rights) {
            String grantee = role('=');
            int start = position;
            position = item.indexOf('/', start) + 1;
            String letters = item.substring(start, position - 1);
            String grantor = role('\0');
            SortedMap<Integer, Boolean> privileges =
                    rights.computeIfAbsent(new Grant(grantee, grantor), grant -> new TreeMap<>());
            for (int i = 0; i < letters.length(); i++) {
                boolean grantable = i + 1 < letters.length() && letters.charAt(i + 1) == '*';
                privileges.put(order(letters.charAt(i)), grantable);
                i += grantable ? 1 : 0;
            }
        }

        private int order(char letter) {
            int order = ORDER.indexOf(letter);
            if (order < 0) {
                throw new IllegalArgumentException(
                        "Unknown privilege '" + letter + "' in " + item + ": this server is newer than PostgreSQL 18");
            }
            return order;
        }

        private String role(char end) {
            StringBuilder role = new StringBuilder();
            boolean quoted = false;
            while (position < item.length() && (quoted || item.charAt(position) != end)) {
                char character = item.charAt(position++);
                if (character != '"') {
                    role.append(character);
                } else if (quoted && position < item.length() && item.charAt(position) == '"') {
                    role.append('"');
                    position++;
                } else {
                    quoted = !quoted;
                }
            }
            position++;
            return role.toString();
        }
    }

    /** Return the roles and their rights, for messages. */
    @Override
    public String toString() {
        return grants().entrySet().stream()
                .map(grant -> grant.getKey() + ": " + grant.getValue())
                .collect(Collectors.joining("; "));
    }
}
