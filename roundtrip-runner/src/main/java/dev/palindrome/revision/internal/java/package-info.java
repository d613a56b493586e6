/** Finds revisions that are written in Java, and runs them. */
@NullMarked
package dev.palindrome.revision.internal.java;

import org.jspecify.annotations.NullMarked;
