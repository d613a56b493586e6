/** Tests that ask somebody else: snapshots against {@code pg_dump}, on real servers. */
@NullMarked
package dev.palindrome.witness;

import org.jspecify.annotations.NullMarked;
