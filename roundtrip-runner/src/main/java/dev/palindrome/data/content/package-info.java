/** What tables hold, read as text to be compared by value. */
@NullMarked
package dev.palindrome.data.content;

import org.jspecify.annotations.NullMarked;
