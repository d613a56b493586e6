package dev.palindrome.schema;

/** What can be claimed of tables and views alike. */
abstract class RelationAssert<SELF extends RelationAssert<SELF>> extends OwnedAssert<SELF> {

    RelationAssert(Subject subject) {
        super(subject);
    }

    /**
     * Go to an index that is not behind a constraint.
     *
     * @param name without a schema, since it is the table's
     * @throws AssertionError when there is none
     */
    public IndexAssert index(String name) {
        return new IndexAssert(subject().part(ObjectKind.INDEX, name));
    }

    /**
     * Verify that there is no index of this name.
     *
     * @throws AssertionError when there is
     */
    public SELF doesNotHaveIndex(String name) {
        return doesNotHave(ObjectKind.INDEX, name);
    }

    /**
     * Go to a trigger.
     *
     * @throws AssertionError when there is none
     */
    public TriggerAssert trigger(String name) {
        return new TriggerAssert(subject().part(ObjectKind.TRIGGER, name));
    }

    /**
     * Verify that there is no trigger of this name.
     *
     * @throws AssertionError when there is
     */
    public SELF doesNotHaveTrigger(String name) {
        return doesNotHave(ObjectKind.TRIGGER, name);
    }

    /**
     * Go to a rule.
     *
     * @throws AssertionError when there is none
     */
    public RuleAssert rule(String name) {
        return new RuleAssert(subject().part(ObjectKind.RULE, name));
    }

    final SELF doesNotHave(ObjectKind kind, String part) {
        ObjectName unwanted = name().child(kind, Names.simple(kind, part));
        boolean isThere = subject().parts(kind).anyMatch(object -> object.name().equals(unwanted));
        return is(!isThere, "to have no " + kind.label() + " " + Identifiers.quote(unwanted.simpleName()), "it has");
    }
}
