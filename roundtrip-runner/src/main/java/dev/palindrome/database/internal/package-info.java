/** What every test server shares, whatever its source. */
@NullMarked
package dev.palindrome.database.internal;

import org.jspecify.annotations.NullMarked;
