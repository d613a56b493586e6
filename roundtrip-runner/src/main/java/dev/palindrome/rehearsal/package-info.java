/** Restores a dump of a user's database, so that what is pending there can be tried on its rows. */
@NullMarked
package dev.palindrome.rehearsal;

import org.jspecify.annotations.NullMarked;
