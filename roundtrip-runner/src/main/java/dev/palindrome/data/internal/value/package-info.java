/** Values for columns: typical, empty and odd ones of each type, and those that constraints and scripts mention. */
@NullMarked
package dev.palindrome.data.internal.value;

import org.jspecify.annotations.NullMarked;
