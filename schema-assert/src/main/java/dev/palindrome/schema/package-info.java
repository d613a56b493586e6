/** Snapshots of a PostgreSQL schema, their differences, and assertions on them. */
@NullMarked
package dev.palindrome.schema;

import org.jspecify.annotations.NullMarked;
