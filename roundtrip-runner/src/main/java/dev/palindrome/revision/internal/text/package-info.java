/** Words for messages. */
@NullMarked
package dev.palindrome.revision.internal.text;

import org.jspecify.annotations.NullMarked;
