/** Which locks the statements of an upgrade take, and how long their work keeps others waiting. */
@NullMarked
package dev.palindrome.roundtrip.lock;

import org.jspecify.annotations.NullMarked;
