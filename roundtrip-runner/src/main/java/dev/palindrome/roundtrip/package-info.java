/** The walk: every revision up, down and up again, and what did not come back. */
@NullMarked
package dev.palindrome.roundtrip;

import org.jspecify.annotations.NullMarked;
