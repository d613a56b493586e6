/** Which tables a revision can have to do with, so that the others need no rows when it is tried. */
@NullMarked
package dev.palindrome.roundtrip.concern;

import org.jspecify.annotations.NullMarked;
