/** Writes the statements that take one schema to another, as {@code alembic revision --autogenerate} does. */
@NullMarked
package dev.palindrome.autogenerate;

import org.jspecify.annotations.NullMarked;
