/** Rows: made from the catalogue alone so that a migration meets what its schema allows, and read to be compared. */
@NullMarked
package dev.palindrome.data;

import org.jspecify.annotations.NullMarked;
