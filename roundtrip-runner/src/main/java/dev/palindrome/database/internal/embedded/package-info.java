/** A PostgreSQL server of our own, from the binaries that zonky publishes on Maven Central. */
@NullMarked
package dev.palindrome.database.internal.embedded;

import org.jspecify.annotations.NullMarked;
