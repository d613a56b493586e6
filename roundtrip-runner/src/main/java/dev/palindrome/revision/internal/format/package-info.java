/** The migration formats that are read: one {@link dev.palindrome.revision.RevisionSource} each. */
@NullMarked
package dev.palindrome.revision.internal.format;

import org.jspecify.annotations.NullMarked;
