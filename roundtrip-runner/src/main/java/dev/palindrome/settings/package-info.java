/** The {@code palindrome.*} keys and {@code PALINDROME_*} variables, and how a misspelt one is noticed. */
@NullMarked
package dev.palindrome.settings;

import org.jspecify.annotations.NullMarked;
