package dev.palindrome.schema;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns have a place of their own. A view's columns follow from its definition. */
final class ColumnOrder {

    static final String CHANGE = "column order";

    private static final Set<ObjectKind> OWNERS =
            EnumSet.of(ObjectKind.TABLE, ObjectKind.FOREIGN_TABLE, ObjectKind.TYPE);

    private ColumnOrder() {}

    static boolean isKept(ObjectName name, @Nullable ObjectName parent) {
        return (name.kind() == ObjectKind.COLUMN || name.kind() == ObjectKind.ATTRIBUTE)
                && parent != null
                && OWNERS.contains(parent.kind());
    }
}
