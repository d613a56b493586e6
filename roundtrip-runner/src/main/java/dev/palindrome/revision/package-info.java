/** Revisions, the graph that they form, and the formats that they are read from. */
@NullMarked
package dev.palindrome.revision;

import org.jspecify.annotations.NullMarked;
