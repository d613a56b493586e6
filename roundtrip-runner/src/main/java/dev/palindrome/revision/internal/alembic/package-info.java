/** Alembic's histories: the real program reads and runs them, in a process that is spoken to through {@code driver.py}. */
@NullMarked
package dev.palindrome.revision.internal.alembic;

import org.jspecify.annotations.NullMarked;
