package dev.palindrome.schema;

import java.util.Optional;

/** What can be claimed of an object that roles have rights on. */
abstract class OwnedAssert<SELF extends OwnedAssert<SELF>> extends ObjectAssert<SELF> {

    OwnedAssert(Subject subject) {
        super(subject);
    }

    /**
     * Verify who owns the object.
     *
     * @throws AssertionError when another role does, or the snapshot leaves owners out
     */
    public SELF hasOwner(String role) {
        subject().ifPresent(object -> {
            Optional<String> silence = Grants.reasonOfSilence(object);
            if (silence.isPresent()) {
                fail("to have the owner " + role, silence.get());
            } else {
                has("owner", "the owner", role);
            }
        });
        return myself();
    }

    /**
     * Verify that a role was granted these privileges on the object itself. What the owner, and {@code PUBLIC} on routines and
     * types, may do without a grant counts; what a role may do as a member of another one, or a column's rights by those on
     * its table, do not.
     *
     * <pre>{@code
     * assertThat(snapshot).table("orders").hasGrant("app", "SELECT", "INSERT");
     * }</pre>
     *
     * @param role as it is, without quotes; {@code PUBLIC} for everybody
     * @param privileges as in {@code GRANT}; {@code ALL} for every one that the kind of object has
     * @throws AssertionError when one of them is missing, or the snapshot leaves grants out
     * @throws IllegalArgumentException when the kind of object has no such privilege
     */
    public SELF hasGrant(String role, String... privileges) {
        for (String privilege : privileges) {
            String wanted = Grants.privilege(name().kind(), privilege);
            claim("grant %s to %s".formatted(wanted, role), role, grants -> grants.allows(role, wanted));
        }
        return myself();
    }

    /**
     * Verify that a role may grant these privileges on to others.
     *
     * @throws AssertionError when it may not, or the snapshot leaves grants out
     * @throws IllegalArgumentException when the kind of object has no such privilege
     */
    public SELF hasGrantOption(String role, String... privileges) {
        for (String privilege : privileges) {
            String wanted = Grants.privilege(name().kind(), privilege);
            claim(
                    "grant %s to %s with grant option".formatted(wanted, role),
                    role,
                    grants -> grants.allowsGranting(role, wanted));
        }
        return myself();
    }

    /**
     * Verify that a role was granted none of these privileges; without any, that it was granted nothing at all.
     *
     * <pre>{@code
     * assertThat(snapshot).table("orders").hasNoGrant("app", "DELETE", "TRUNCATE").hasNoGrant("PUBLIC");
     * }</pre>
     *
     * @throws AssertionError when it was, or the snapshot leaves grants out
     * @throws IllegalArgumentException when the kind of object has no such privilege
     */
    public SELF hasNoGrant(String role, String... privileges) {
        for (String privilege : privileges) {
            String unwanted = Grants.privilege(name().kind(), privilege);
            claim("not grant %s to %s".formatted(unwanted, role), role, grants -> !grants.allows(role, unwanted));
        }
        if (privileges.length == 0) {
            claim("grant nothing to " + role, role, grants -> grants.of(role).isEmpty());
        }
        return myself();
    }

    /** A claim on the rights that a role has. */
    private interface GrantClaim {
        boolean holds(Grants grants);
    }

    private void claim(String expectation, String role, GrantClaim claim) {
        subject().ifPresent(object -> {
            SchemaObject whole = subject().whole();
            Optional<String> silence = Grants.reasonOfSilence(whole == null ? object : whole);
            if (silence.isPresent()) {
                fail("to " + expectation, silence.get());
                return;
            }
            Grants grants = Grants.on(object);
            if (!claim.holds(grants)) {
                String has = String.join(", ", grants.of(role));
                fail("to " + expectation, has.isEmpty() ? "it grants nothing to " + role : "it grants " + has);
            }
        });
    }
}
