/** What tests of several packages share. */
@NullMarked
package dev.palindrome.testing;

import org.jspecify.annotations.NullMarked;
