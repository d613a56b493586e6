/** Revisions that are written in Java. */
@NullMarked
package dev.palindrome.revision.java;

import org.jspecify.annotations.NullMarked;
