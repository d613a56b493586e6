/** The samples do what they are there to show. */
@NullMarked
package dev.palindrome.samples;

import org.jspecify.annotations.NullMarked;
