/** A PostgreSQL server that the user gave. */
@NullMarked
package dev.palindrome.database.internal.url;

import org.jspecify.annotations.NullMarked;
