/** Makes the files of new revisions, in the format that a history has. */
@NullMarked
package dev.palindrome.scaffold;

import org.jspecify.annotations.NullMarked;
